package org.chainrule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.parse.TextParser;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;

/** Reads texts of the language. This is where a program that uses chainrule begins. */
public final class Chainrule {

  /**
   * How a text is to be read.
   *
   * @param limits what a text may cost before it is refused
   * @param apart whether the same subexpression, written twice, is two nodes instead of one with
   *     fan-out
   * @param taken names that formulas may not give to shared parts, besides those of the text
   */
  public record Options(Limits limits, boolean apart, Predicate<String> taken) {
    /** The standard limits; equal subexpressions are one node. */
    public static final Options DEFAULT = new Options(Limits.STANDARD, false);

    /** Limits, where no other names are taken. */
    public Options(Limits limits, boolean apart) {
      this(limits, apart, name -> false);
    }

    /** The standard limits, but for how deep brackets may be nested. */
    public Options(int maxDepth, boolean apart) {
      this(Limits.STANDARD.with(Limit.DEPTH, maxDepth), apart);
    }
  }

  private Chainrule() {}

  /**
   * Reads one text: an expression such as {@code 1/(1+exp(-(w0*x0+w1*x1+w2)))}, or several
   * statements on lines of their own, such as {@code q = x + y} and {@code q*z}.
   *
   * @throws ChainruleException if the text cannot be read, with every error of the text
   */
  public static Expression parse(String text) {
    return parse(List.of(SourceText.of(text)), List.of(), Options.DEFAULT);
  }

  /**
   * Reads several texts as one.
   *
   * @param texts statements, in any order
   * @param values texts of the form {@code name=value}, the value a constant expression; they
   *     replace what the texts give to an input
   * @throws ChainruleException if a text or a value cannot be read
   */
  public static Expression parse(List<SourceText> texts, List<SourceText> values, Options options) {
    List<Diagnostic> errors = new ArrayList<>();
    List<Text> read = new ArrayList<>();
    List<Text> given = new ArrayList<>();
    Set<String> functions = TextParser.functions(texts);
    Set<String> names = TextParser.names(texts);
    for (SourceText value : values) {
      names.add(value.text().substring(0, Math.max(0, value.text().indexOf('='))).strip());
    }
    for (SourceText text : texts) {
      try {
        read.add(TextParser.parse(text, functions, names, options.limits()));
      } catch (ChainruleException e) {
        errors.addAll(e.diagnostics());
      }
    }
    for (SourceText value : values) {
      try {
        given.add(value(value, options));
      } catch (ChainruleException e) {
        errors.addAll(e.diagnostics());
      }
    }
    if (!errors.isEmpty()) {
      throw new ChainruleException(errors);
    }
    return Workings.expression(Sheet.of(read, given), options);
  }

  private static Text value(SourceText source, Options options) {
    int equals = source.text().indexOf('=');
    boolean equation =
        equals > 0
            && "<>!~".indexOf(source.text().charAt(equals - 1)) < 0
            && !source.text().startsWith("==", equals);
    Text text = equation ? TextParser.parse(source, Set.of(), options.limits()) : null;
    if (text == null
        || text.statements().size() != 1
        || !(text.statements().get(0) instanceof Statement.Relation relation)
        || relation.equated().isEmpty()) {
      throw Diagnostic.of(Problem.NOT_A_VALUE, source.text())
          .help("values stand behind the expression, as in x=3 y=1/2")
          .asException();
    }
    return text;
  }
}
