package org.chainrule.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.chainrule.console.Console;
import org.chainrule.session.Disk;
import org.chainrule.session.Session;
import org.chainrule.session.Settings;
import org.chainrule.source.Characters;
import org.chainrule.source.Limits;

/** {@code chainrule} without an expression: a session with a person, or with standard input. */
final class ReplCommand {
  private static final String GREETING =
      "chainrule: type an expression such as (x+y)*z, :help for help, Ctrl-D to leave";

  private final Output out;
  private final Output err;
  private final UserFiles files;
  private final Limits limits;
  private final Map<String, String> environment;

  ReplCommand(Output out, Output err, Map<String, String> environment, Limits limits) {
    this.out = out;
    this.err = err;
    this.environment = environment;
    this.files = new UserFiles(environment, limits);
    this.limits = limits;
  }

  /**
   * Entries from a text, answered as its lines come.
   *
   * @param withFiles whether they may load and save files; strangers may not
   */
  int read(InputStream text, Settings settings, boolean withFiles) {
    InputLines lines = new InputLines(text, limits, true);
    Disk disk = withFiles ? files : new NoFiles();
    try {
      return new SessionRun("-", Session.begin(settings, disk), out, err).run(lines.texts());
    } catch (UncheckedIOException e) {
      throw new UsageException(
          "standard input cannot be read: " + e.getCause().getMessage(), ExitCode.NO_INPUT);
    }
  }

  /** Entries from a person. */
  int talk(Settings settings, boolean withRc) {
    Session session = Session.begin(settings, files);
    Optional<Path> rc = withRc ? files.rc() : Optional.empty();
    if (rc.isPresent()) {
      session = carriedOut(rc.get(), session);
    }
    try {
      String type = environment.getOrDefault("TERM", "");
      Console.run(type, session, files.history(), GREETING);
      return ExitCode.OK;
    } catch (IOException e) {
      throw new UsageException(
          "the terminal cannot be opened: " + e.getMessage(), ExitCode.NO_INPUT);
    }
  }

  /** Entries typed by nobody, so that all that a session needs is loaded. */
  void rehearse(Settings settings, String keys) throws IOException {
    files.rc();
    Console.rehearse(Session.begin(settings, files), files.history(), keys);
  }

  private Session carriedOut(Path rc, Session session) {
    try {
      SessionRun run =
          new SessionRun(
              rc.toString(), session, new Output(java.io.OutputStream.nullOutputStream()), err);
      run.run(files.read(rc.toString()).lines().iterator());
      return run.session().begun(); // what it says was not typed, and is not taken back
    } catch (IOException e) {
      err.print("chainrule: " + Characters.shown(e.getMessage()) + "\n");
      err.flush();
      return session;
    }
  }
}
