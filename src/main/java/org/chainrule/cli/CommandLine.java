package org.chainrule.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.homework.Checker;
import org.chainrule.homework.Claim;
import org.chainrule.render.Explanation;
import org.chainrule.render.GateTable;
import org.chainrule.render.JacobianText;
import org.chainrule.render.JsonTrace;
import org.chainrule.render.Paint;
import org.chainrule.render.TextTrace;
import org.chainrule.session.Settings;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Characters;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Fault;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.NearestName;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;
import org.chainrule.trace.Trace;
import org.chainrule.trace.Tracer;
import org.chainrule.trace.Verification;
import org.chainrule.value.Digits;

/** One run of the program. */
final class CommandLine {
  /** Entries of one Jacobian that are shown unless more are asked for. */
  private static final int MOST_JACOBIAN_ENTRIES = 400;

  private static final Set<String> SESSION_OPTIONS =
      Set.of("--no-rc", "--digits", "--color", "--no-color", InputFile.ANY_FILE);

  private final InputStream in;
  private final Output out;
  private final Output err;
  private final Terminal terminal;

  CommandLine(InputStream in, Output out, Output err, Terminal terminal) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** Runs the command and returns the exit code; nothing is thrown. */
  int run(String[] args) {
    int code;
    try {
      code = guarded(args);
      out.flush();
    } catch (Output.Closed e) {
      code = ExitCode.OK;
    } catch (Output.Failed e) {
      complain("chainrule: the output cannot be written: " + e.getMessage());
      code = ExitCode.NO_OUTPUT;
    }
    return code;
  }

  private int guarded(String[] args) {
    try {
      return dispatch(Arguments.parse(args));
    } catch (ChainruleException e) {
      out.flush();
      e.diagnostics().forEach(diagnostic -> err.print(diagnostic.report()));
      err.flush();
      return ExitCode.UNREADABLE;
    } catch (UsageException e) {
      complain("chainrule: " + Characters.shown(e.getMessage()));
      if (e.exitCode() == ExitCode.USAGE) {
        complain("'chainrule --help' shows what it can do");
      }
      return e.exitCode();
    } catch (Output.Closed | Output.Failed e) {
      throw e;
    } catch (Throwable e) {
      complain(Fault.of(e).report().stripTrailing());
      return ExitCode.FAULT;
    }
  }

  private void complain(String message) {
    try {
      err.print(message + "\n");
      err.flush();
    } catch (Output.Closed | Output.Failed e) {
      // There is nobody left to tell.
    }
  }

  private int dispatch(Arguments arguments) {
    if (arguments.has("--version")) {
      return version();
    }
    if (arguments.has("--help")) {
      out.print(Help.text());
      return ExitCode.OK;
    }
    if (arguments.has("--warm-up")) {
      WarmUp.run();
      return ExitCode.OK;
    }
    List<String> words = arguments.words();
    if (!arguments.texts().isEmpty() && (words.isEmpty() || !words.get(0).equals("diff"))) {
      return trace(arguments, texts(arguments.texts()), words);
    }
    if (words.isEmpty()) {
      return session(arguments);
    }
    List<String> rest = words.subList(1, words.size());
    switch (words.get(0)) {
      case "run":
        return runFile(arguments, rest);
      case "diff":
        return diff(arguments, rest);
      case "check":
        if (arguments.has("--explain-file")) {
          out.print(CheckCommand.READING_RULE);
          if (!rest.isEmpty()) {
            SourceText sheet = file(rest.get(0), arguments.limits().forHomework());
            out.print("\n" + Checker.reading(sheet.name(), sheet.text()));
          }
          return ExitCode.OK;
        }
        if (rest.size() != 1) {
          throw new UsageException("check needs one sheet, or - for standard input");
        }
        Limits limits = arguments.limits().forHomework();
        SourceText sheet =
            rest.get(0).equals("-")
                ? new SourceText("-", read(in, arguments.limits()))
                : file(rest.get(0), arguments.limits());
        return new CheckCommand(out, paint(arguments)).run(sheet, arguments.reports(), limits);
      case "equal":
        return new EqualCommand(out, arguments.limits())
            .run(rest, arguments.value("--where").orElse(""));
      case "pipe":
        return new Pipe(in, out, arguments.limits()).run();
      case "gates":
        out.print(
            arguments.has("--markdown") ? GateTable.markdown() : GateTable.text(paint(arguments)));
        return ExitCode.OK;
      case "explain":
        return explain(rest);
      case "help":
        out.print(Help.text());
        return ExitCode.OK;
      case "version":
        return version();
      default:
        return trace(arguments, texts(words.subList(0, 1)), rest);
    }
  }

  private int version() {
    String version = CommandLine.class.getPackage().getImplementationVersion();
    out.print("chainrule " + (version == null ? "(not packaged)" : version) + "\n");
    return ExitCode.OK;
  }

  /** Without an expression: a session, with a person or with standard input. */
  private int session(Arguments arguments) {
    if (!arguments.hasOnlyLimitsAnd(SESSION_OPTIONS)) {
      // Options of a trace speak of standard input as a whole, as run - does.
      return trace(
          arguments, List.of(new SourceText("-", read(in, arguments.limits()))), List.of());
    }
    ReplCommand repl = new ReplCommand(out, err, System.getenv(), arguments.limits());
    Settings settings =
        new Settings(digits(arguments), false, paint(arguments), arguments.limits());
    return terminal.interactive()
        ? repl.talk(settings, !arguments.has("--no-rc"))
        : repl.read(in, settings);
  }

  private static List<SourceText> texts(List<String> texts) {
    return texts.stream().map(SourceText::of).toList();
  }

  private int runFile(Arguments arguments, List<String> words) {
    if (words.isEmpty()) {
      throw new UsageException("run needs a file, or - for standard input");
    }
    SourceText text =
        words.get(0).equals("-")
            ? new SourceText("-", read(in, arguments.limits()))
            : file(words.get(0), arguments.limits());
    return trace(arguments, List.of(text), words.subList(1, words.size()));
  }

  private int diff(Arguments arguments, List<String> words) {
    List<SourceText> texts = new ArrayList<>(texts(arguments.texts()));
    List<String> values = words;
    if (texts.isEmpty()) {
      if (words.isEmpty()) {
        throw new UsageException("diff needs an expression or a file");
      }
      texts.add(expressionOrFile(words.get(0), arguments));
      values = words.subList(1, words.size());
    }
    Chainrule.Options options = new Chainrule.Options(arguments.limits(), false);
    Expression expression = Chainrule.parse(texts, values(values, options.limits()), options);
    if (arguments.value("--of").isPresent()) {
      expression = expression.of(arguments.value("--of").get());
    }
    out.print(new DiffCommand(arguments, expression).run());
    return ExitCode.OK;
  }

  /** A word that names a file is one; everything else is an expression. */
  private SourceText expressionOrFile(String word, Arguments arguments) {
    if (word.equals("-")) {
      return new SourceText("-", read(in, arguments.limits()));
    }
    boolean file = word.endsWith(".expr") || word.endsWith(".hw");
    try {
      file |= Files.isRegularFile(Path.of(word));
    } catch (java.nio.file.InvalidPathException e) {
      // An expression then.
    }
    return file ? file(word, arguments.limits()) : SourceText.of(word);
  }

  private static SourceText file(String name, Limits limits) {
    try {
      return new SourceText(name, InputFile.of(name, limits).text());
    } catch (IOException e) {
      throw new UsageException(e.getMessage(), ExitCode.NO_INPUT);
    }
  }

  private static String read(InputStream in, Limits limits) {
    try {
      long most = Math.min(limits.of(Limit.BYTES), Integer.MAX_VALUE - 16);
      byte[] bytes = in.readNBytes((int) most + 1);
      if (bytes.length > most) {
        throw Diagnostic.of(Problem.TOO_LONG, "standard input is", most)
            .help(Limit.BYTES.help())
            .asException();
      }
      return InputFile.withoutMark(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UsageException(
          "standard input cannot be read: " + e.getMessage(), ExitCode.NO_INPUT);
    }
  }

  // ---- the trace ----

  private int trace(Arguments arguments, List<SourceText> texts, List<String> values) {
    Chainrule.Options options = new Chainrule.Options(arguments.limits(), arguments.has("--apart"));
    Digits digits = digits(arguments);
    Paint paint = paint(arguments);
    Expression expression = Chainrule.parse(texts, values(values, options.limits()), options);
    Claim.of(expression.circuit());
    Optional<String> of = arguments.value("--of");
    if (of.isPresent()) {
      expression = expression.of(of.get());
    }
    int most = arguments.has("--all") ? Integer.MAX_VALUE : Tracer.MOST_STEPS;
    boolean numeric = expression.hasGivens() || expression.inputs().isEmpty();
    if (arguments.has("--jacobian")) {
      if (!numeric) {
        throw new UsageException("--jacobian shows numbers: give the inputs values, as in x=1");
      }
      if (!expression.valueOf(Map.of()).isScalar()) {
        jacobianOfOutput(arguments, expression, digits);
        return ExitCode.OK;
      }
    }
    Trace trace = numeric ? expression.traceOf(Map.of(), most) : expression.trace(most);
    Optional<Verification> verification = Optional.empty();
    if (arguments.has("--verify")) {
      if (!numeric) {
        throw new UsageException("--verify compares numbers: give the inputs values, as in x=1");
      }
      verification = Optional.of(expression.verify(Map.of()));
    }
    if (arguments.has("--json")) {
      out.print(JsonTrace.render(trace, verification.orElse(null)) + "\n");
    } else {
      out.print(
          TextTrace.render(
              trace,
              new TextTrace.Options(digits, paint, arguments.has("--explain"), verification)));
      if (arguments.has("--jacobian")) {
        out.print(jacobians(arguments, expression, digits));
      }
    }
    return verification.map(Verification::agrees).orElse(true) ? ExitCode.OK : ExitCode.FAILED;
  }

  /** An output that is a matrix has no gradient, but all its partial derivatives. */
  private void jacobianOfOutput(Arguments arguments, Expression expression, Digits digits) {
    String name = expression.circuit().names().name(expression.circuit().output());
    out.print(name + " = " + expression.valueOf(Map.of()).format(digits::format) + "\n");
    out.print(jacobians(arguments, expression, digits));
  }

  private static String jacobians(Arguments arguments, Expression expression, Digits digits) {
    int most = arguments.number("--jacobian", MOST_JACOBIAN_ENTRIES, 1);
    return JacobianText.render(expression.jacobians(Map.of(), most), digits, "--jacobian");
  }

  private static List<SourceText> values(List<String> words, Limits limits) {
    List<SourceText> values = new ArrayList<>();
    for (String word : words) {
      int at = word.indexOf("=@");
      values.add(
          at > 0
              ? new SourceText(
                  word, word.substring(0, at + 1) + MatrixFile.read(word.substring(at + 2), limits))
              : SourceText.of(word));
    }
    return values;
  }

  private static Digits digits(Arguments arguments) {
    if (arguments.value("--digits").filter("full"::equals).isPresent()) {
      return Digits.ALL;
    }
    int digits = arguments.number("--digits", Digits.DEFAULT.significant(), 1);
    return digits >= Digits.MOST ? Digits.ALL : new Digits(digits);
  }

  private Paint paint(Arguments arguments) {
    String wish = arguments.has("--no-color") ? "never" : arguments.value("--color").orElse("auto");
    switch (wish) {
      case "always":
        return Paint.COLOR;
      case "never":
        return Paint.PLAIN;
      case "auto":
        return terminal.colors() ? Paint.COLOR : Paint.PLAIN;
      default:
        throw new UsageException("--color takes auto, always or never, not '" + wish + "'");
    }
  }

  // ---- explain ----

  private int explain(List<String> words) {
    if (words.isEmpty()) {
      throw new UsageException("explain needs a code, such as " + Problem.UNCLOSED_BRACKET.code());
    }
    Optional<Problem> problem = Problem.of(words.get(0));
    if (problem.isEmpty()) {
      List<String> codes = java.util.Arrays.stream(Problem.values()).map(Problem::code).toList();
      throw new UsageException(
          "there is no message with the code "
              + words.get(0)
              + NearestName.suggestion(words.get(0), codes));
    }
    out.print(Explanation.of(problem.get()));
    return ExitCode.OK;
  }
}
