package org.chainrule.cli;

import java.io.IOException;
import java.util.List;
import org.chainrule.session.Disk;
import org.chainrule.usage.Option;

/** No files at all: what a stranger writes on standard input opens none, and learns of none. */
final class NoFiles implements Disk {
  @Override
  public String read(String name) throws IOException {
    throw new IOException(refusal("load"));
  }

  @Override
  public void write(String name, String text) throws IOException {
    throw new IOException(refusal("save"));
  }

  private static String refusal(String does) {
    return "standard input may come from a stranger and "
        + does
        + "s no files; chainrule "
        + Option.FILES.word()
        + " allows it";
  }

  @Override
  public boolean exists(String name) {
    return false;
  }

  @Override
  public List<String> names(String prefix) {
    return List.of();
  }
}
