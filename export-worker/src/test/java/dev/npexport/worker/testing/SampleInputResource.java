package dev.npexport.worker.testing;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Like {@link DataFolderResource}, and the shipped sample may be read where it lies. */
public final class SampleInputResource extends DataFolderResource {

  public static final Path SAMPLE = Path.of("../samples/small").toAbsolutePath().normalize();

  @Override
  public Map<String, String> start() {
    Map<String, String> config = new HashMap<>(super.start());
    config.put("npexport.input-roots", SAMPLE.toString());
    return config;
  }
}
