package org.chainrule.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chainrule.session.Disk;
import org.chainrule.source.Limits;

/** Files of the person who types: sheets, the history, what is carried out first. */
final class UserFiles implements Disk {
  private static final int MOST_NAMES = 500;

  private final Map<String, String> environment;
  private final Limits limits;

  UserFiles(Map<String, String> environment, Limits limits) {
    this.limits = limits;
    this.environment = environment;
  }

  // ---- sheets ----

  @Override
  public String read(String name) throws IOException {
    String text = InputFile.of(name, path(name), limits).text();
    if (text.indexOf('\0') >= 0) {
      throw new IOException(name + " is no text file");
    }
    return text;
  }

  /**
   * Writes beside the file first, so that what was there is lost only when the new one is whole.
   */
  @Override
  public void write(String name, String text) throws IOException {
    Path path = path(name);
    if (Files.isDirectory(path)) {
      throw new IOException("it is a folder");
    }
    if (Files.exists(path) && !Files.isWritable(path)) {
      throw new IOException("permission denied");
    }
    try {
      if (Files.exists(path) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.writeString(path, text);
      } else {
        replace(path.toAbsolutePath(), text);
      }
    } catch (NoSuchFileException e) {
      throw new IOException("there is no such folder");
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied");
    }
  }

  private static void replace(Path path, String text) throws IOException {
    long process = ProcessHandle.current().pid();
    Path whole = path.resolveSibling("." + path.getFileName() + "." + process);
    try {
      Files.writeString(whole, text);
      if (Files.exists(path) && Files.getFileStore(path).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(whole, Files.getPosixFilePermissions(path));
      }
      Files.move(whole, path, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  @Override
  public boolean exists(String name) {
    try {
      return Files.exists(path(name)) && !Files.isDirectory(path(name));
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public List<String> names(String prefix) {
    int slash = prefix.lastIndexOf('/') + 1;
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(path(slash == 0 ? "." : prefix.substring(0, slash)))) {
      files
          .limit(MOST_NAMES)
          .forEach(
              file -> {
                String name = file.getFileName().toString();
                boolean hidden = name.startsWith(".") && !prefix.startsWith(".", slash);
                if (name.startsWith(prefix.substring(slash)) && !hidden) {
                  String folder = Files.isDirectory(file) ? "/" : "";
                  names.add(prefix.substring(0, slash) + name + folder);
                }
              });
    } catch (IOException | java.io.UncheckedIOException e) {
      return List.of();
    }
    names.sort(null);
    return names;
  }

  private Path path(String name) throws IOException {
    try {
      boolean home = name.startsWith("~/") && !variable("HOME").isEmpty();
      return home ? Path.of(variable("HOME"), name.substring(2)) : Path.of(name);
    } catch (InvalidPathException e) {
      throw new IOException("there is no file " + name);
    }
  }

  // ---- the folders of the XDG base directory specification ----

  /** Where entries are kept; empty if they are not to be, or cannot be. */
  Optional<Path> history() {
    Optional<Path> file = place("CHAINRULE_HISTORY", "XDG_STATE_HOME", ".local/state", "history");
    try {
      if (file.isPresent() && file.get().getParent() != null) {
        Files.createDirectories(file.get().getParent());
      }
      return file.filter(
          path ->
              Files.isRegularFile(path)
                  ? Files.isWritable(path) && Files.isReadable(path)
                  : !Files.exists(path) && Files.isWritable(path.toAbsolutePath().getParent()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What is carried out first; empty if there is nothing. */
  Optional<Path> rc() {
    return place("CHAINRULE_RC", "XDG_CONFIG_HOME", ".config", "rc").filter(Files::exists);
  }

  private Optional<Path> place(String own, String base, String usual, String name) {
    try {
      if (environment.containsKey(own)) {
        String file = variable(own);
        return file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
      }
      if (variable(base).startsWith("/")) {
        return Optional.of(Path.of(variable(base), "chainrule", name));
      }
      return variable("HOME").startsWith("/")
          ? Optional.of(Path.of(variable("HOME"), usual, "chainrule", name))
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
