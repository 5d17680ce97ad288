package org.chainrule.session;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files in memory. */
public final class MemoryDisk implements Disk {
  private final Map<String, String> files = new LinkedHashMap<>();

  @Override
  public String read(String name) throws IOException {
    return Optional.ofNullable(files.get(name))
        .orElseThrow(() -> new IOException("there is no file " + name));
  }

  @Override
  public void write(String name, String text) {
    files.put(name, text);
  }

  @Override
  public boolean exists(String name) {
    return files.containsKey(name);
  }

  @Override
  public List<String> names(String prefix) {
    return files.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }
}
