package org.chainrule.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.Point;
import org.chainrule.gate.Gate;
import org.chainrule.homework.Claim;
import org.chainrule.homework.SheetReading;
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
import org.chainrule.usage.Command;
import org.chainrule.usage.Option;
import org.chainrule.value.Digits;

/** One run of the program. */
final class CommandLine {
  /** Entries of one Jacobian that are shown unless more are asked for. */
  private static final int MOST_JACOBIAN_ENTRIES = 400;

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
      err.print(e.report());
      err.flush();
      return ExitCode.UNREADABLE;
    } catch (UsageException e) {
      complain("chainrule: " + Characters.shown(e.getMessage()));
      if (!e.advice().isEmpty()) {
        complain(e.advice());
      }
      return e.exitCode();
    } catch (Output.Closed | Output.Failed e) {
      throw e;
    } catch (Throwable e) {
      Diagnostic fault = Fault.of(e);
      complain(fault.report().stripTrailing());
      return fault.problem() == Problem.FAULT ? ExitCode.FAULT : ExitCode.UNREADABLE;
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
    if (arguments.has(Option.VERSION)) {
      return version();
    }
    if (arguments.has(Option.HELP)) {
      return help(arguments.command());
    }
    if (arguments.has(Option.WARM_UP)) {
      WarmUp.run();
      return ExitCode.OK;
    }
    List<String> words = arguments.words();
    return switch (arguments.command()) {
      case SESSION -> session(arguments);
      case TRACE -> traceExpression(arguments);
      case RUN -> runFile(arguments);
      case DIFF -> diff(arguments);
      case CHECK -> check(arguments);
      case EQUAL ->
          new EqualCommand(out, arguments.limits())
              .run(words, arguments.value(Option.WHERE).orElse(""));
      case PIPE -> new Pipe(in, out, arguments.limits()).run();
      case GATES -> gates(arguments);
      case EXPLAIN -> explain(words.get(0));
      case COMPLETION -> say(Completions.script(words.get(0)));
      case MAN -> say(ManPage.text());
      case HELP -> words.isEmpty() ? say(Help.text()) : help(words.get(0));
      case VERSION -> version();
    };
  }

  private int say(String text) {
    out.print(text);
    return ExitCode.OK;
  }

  private int help(Command command) {
    return say(command.word().isEmpty() ? Help.text() : Help.of(command));
  }

  /** Help about a command; what is explained elsewhere is pointed to. */
  private int help(String word) {
    Optional<Command> command = Command.named(word);
    if (command.isPresent()) {
      return help(command.get());
    }
    String instead =
        Problem.of(word).isPresent()
            ? "; did you mean chainrule explain " + word + "?"
            : GateTable.named(word).isPresent()
                ? "; did you mean chainrule gates " + word + "?"
                : NearestName.suggestion(word, Command.words());
    throw new UsageException("there is no command " + word + instead);
  }

  private int version() {
    String version = CommandLine.class.getPackage().getImplementationVersion();
    return say("chainrule " + (version == null ? "(not packaged)" : version) + "\n");
  }

  /** Without an expression: a session, with a person or with standard input. */
  private int session(Arguments arguments) {
    ReplCommand repl = new ReplCommand(out, err, System.getenv(), arguments.limits());
    Settings settings =
        new Settings(digits(arguments), false, paint(arguments), arguments.limits());
    return terminal.interactive()
        ? repl.talk(settings, !arguments.has(Option.NO_RC))
        : repl.read(in, settings, arguments.has(Option.FILES));
  }

  private static List<SourceText> texts(List<String> texts) {
    return texts.stream().map(SourceText::of).toList();
  }

  /** The expression is the first word, unless {@code -e} or standard input has it. */
  private int traceExpression(Arguments arguments) {
    List<String> words = arguments.words();
    if (arguments.has(Option.TEXT)) {
      return trace(arguments, texts(arguments.values(Option.TEXT)), words);
    }
    return words.isEmpty()
        ? trace(arguments, List.of(fileOrInput("-", arguments.limits())), words)
        : trace(arguments, texts(words.subList(0, 1)), words.subList(1, words.size()));
  }

  private int runFile(Arguments arguments) {
    List<String> words = arguments.words();
    List<SourceText> texts = new ArrayList<>();
    texts.add(fileOrInput(words.get(0), arguments.limits()));
    texts.addAll(texts(arguments.values(Option.TEXT)));
    return trace(arguments, texts, words.subList(1, words.size()));
  }

  private int check(Arguments arguments) {
    List<String> words = arguments.words();
    if (arguments.has(Option.EXPLAIN_FILE)) {
      out.print(CheckCommand.READING_RULE);
      if (!words.isEmpty()) {
        SourceText sheet = fileOrInput(words.get(0), arguments.limits().forHomework());
        out.print("\n" + SheetReading.of(sheet.name(), sheet.text()));
      }
      return ExitCode.OK;
    }
    SourceText sheet = fileOrInput(words.get(0), arguments.limits());
    Limits limits = arguments.limits().forHomework();
    return new CheckCommand(out, paint(arguments))
        .run(sheet, arguments.values(Option.REPORT), limits);
  }

  private int gates(Arguments arguments) {
    List<String> words = arguments.words();
    if (arguments.has(Option.MARKDOWN)) {
      if (!words.isEmpty()) {
        throw new UsageException("--markdown prints the whole table", Command.GATES);
      }
      return say(GateTable.markdown());
    }
    if (words.isEmpty()) {
      return say(GateTable.text(paint(arguments)));
    }
    String name = words.get(0);
    Gate gate =
        GateTable.named(name)
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no gate "
                            + name
                            + NearestName.of(name, GateTable.names())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; chainrule gates lists them"),
                        Command.GATES));
    return say(GateTable.text(List.of(gate), paint(arguments), Integer.MAX_VALUE));
  }

  private int diff(Arguments arguments) {
    List<SourceText> texts = new ArrayList<>(texts(arguments.values(Option.TEXT)));
    List<String> values = arguments.words();
    if (texts.isEmpty()) {
      texts.add(expressionOrFile(values.get(0), arguments.limits()));
      values = values.subList(1, values.size());
    }
    Chainrule.Options options = new Chainrule.Options(arguments.limits(), false);
    Expression expression = Chainrule.parse(texts, values(values, options.limits()), options);
    if (arguments.has(Option.OF)) {
      expression = expression.of(arguments.value(Option.OF).orElseThrow());
    }
    return say(new DiffCommand(arguments, expression).run());
  }

  /** A word that names a file is one; everything else is an expression. */
  private SourceText expressionOrFile(String word, Limits limits) {
    boolean file = word.equals("-") || word.endsWith(".expr") || word.endsWith(".hw");
    try {
      file |= Files.isRegularFile(Path.of(word));
    } catch (java.nio.file.InvalidPathException e) {
      // An expression then.
    }
    return file ? fileOrInput(word, limits) : SourceText.of(word);
  }

  private SourceText fileOrInput(String name, Limits limits) {
    return name.equals("-") ? new SourceText("-", read(in, limits)) : file(name, limits);
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
    Chainrule.Options options =
        new Chainrule.Options(arguments.limits(), arguments.has(Option.APART));
    Digits digits = digits(arguments);
    Paint paint = paint(arguments);
    Expression expression = Chainrule.parse(texts, values(values, options.limits()), options);
    Claim.of(expression.workings().circuit());
    Optional<String> of = arguments.value(Option.OF);
    if (of.isPresent()) {
      expression = expression.of(of.get());
    }
    int most = arguments.has(Option.ALL) ? Integer.MAX_VALUE : Tracer.MOST_STEPS;
    boolean numeric = !expression.givens().isEmpty() || expression.inputs().isEmpty();
    int entries = arguments.number(Option.JACOBIAN, MOST_JACOBIAN_ENTRIES, 1);
    if (arguments.has(Option.JACOBIAN)) {
      if (!numeric) {
        throw new UsageException("--jacobian shows numbers: give the inputs values, as in x=1");
      }
      if (!expression.value(Point.NONE).isScalar()) {
        jacobianOfOutput(entries, expression, digits);
        return ExitCode.OK;
      }
    }
    Trace trace = expression.workings().trace(most);
    Optional<Verification> verification = Optional.empty();
    if (arguments.has(Option.VERIFY)) {
      if (!numeric) {
        throw new UsageException("--verify compares numbers: give the inputs values, as in x=1");
      }
      verification = Optional.of(expression.verify(Point.NONE));
    }
    if (arguments.has(Option.JSON)) {
      out.print(JsonTrace.render(trace, verification.orElse(null)) + "\n");
    } else {
      out.print(
          TextTrace.render(
              trace,
              new TextTrace.Options(digits, paint, arguments.has(Option.EXPLAIN), verification)));
      if (arguments.has(Option.JACOBIAN)) {
        out.print(jacobians(entries, expression, digits));
      }
    }
    return verification.map(Verification::agrees).orElse(true) ? ExitCode.OK : ExitCode.FAILED;
  }

  /** An output that is a matrix has no gradient, but all its partial derivatives. */
  private void jacobianOfOutput(int entries, Expression expression, Digits digits) {
    out.print(
        expression.workings().output()
            + " = "
            + expression.value(Point.NONE).format(digits::format)
            + "\n");
    out.print(jacobians(entries, expression, digits));
  }

  private static String jacobians(int entries, Expression expression, Digits digits) {
    return JacobianText.render(
        expression.jacobians(Point.NONE, entries), digits, Option.JACOBIAN.word());
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
    if (arguments.value(Option.DIGITS).filter("full"::equals).isPresent()) {
      return Digits.ALL;
    }
    int digits = arguments.number(Option.DIGITS, Digits.DEFAULT.significant(), 1);
    return digits >= Digits.MOST ? Digits.ALL : new Digits(digits);
  }

  private Paint paint(Arguments arguments) {
    String wish =
        arguments.has(Option.NO_COLOR) ? "never" : arguments.value(Option.COLOR).orElse("auto");
    return wish.equals("always") || wish.equals("auto") && terminal.colors()
        ? Paint.COLOR
        : Paint.PLAIN;
  }

  // ---- explain ----

  private int explain(String code) {
    Optional<Problem> problem = Problem.of(code);
    if (problem.isEmpty()) {
      List<String> codes = java.util.Arrays.stream(Problem.values()).map(Problem::code).toList();
      throw new UsageException(
          "there is no message with the code " + code + NearestName.suggestion(code, codes),
          Command.EXPLAIN);
    }
    return say(Explanation.of(problem.get()));
  }
}
