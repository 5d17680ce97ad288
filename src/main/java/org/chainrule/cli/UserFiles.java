package org.chainrule.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chainrule.session.Disk;

/** Files of the person who types: sheets, the history, what is carried out first. */
final class UserFiles implements Disk {
  private static final int MOST_NAMES = 500;

  private final Map<String, String> environment;

  UserFiles(Map<String, String> environment) {
    this.environment = environment;
  }

  // ---- sheets ----

  @Override
  public String read(String name) throws IOException {
    Path path = path(name);
    if (!Files.exists(path)) {
      throw new IOException("there is no file " + name);
    }
    if (Files.isDirectory(path)) {
      throw new IOException(name + " is a folder");
    }
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /**
   * Writes beside the file first, so that what was there is lost only when the new one is whole.
   */
  @Override
  public void write(String name, String text) throws IOException {
    Path path = path(name).toAbsolutePath();
    if (Files.isDirectory(path)) {
      throw new IOException("it is a folder");
    }
    Path folder = path.getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder);
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      Files.writeString(path, text);
      return;
    }
    Path target = Files.isSymbolicLink(path) ? path.toRealPath() : path;
    Path whole = Files.createTempFile(target.getParent(), ".chainrule", ".expr");
    try {
      Files.writeString(whole, text);
      try {
        Files.move(
            whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  @Override
  public boolean exists(String name) {
    try {
      return Files.exists(path(name));
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
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What is carried out first; empty if there is nothing. */
  Optional<Path> rc() {
    return place("CHAINRULE_RC", "XDG_CONFIG_HOME", ".config", "rc").filter(Files::isRegularFile);
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
