package dev.npexport.engine.format.pickle;

import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.format.pickle.PickleValue.Dict;
import dev.npexport.engine.format.pickle.PickleValue.TensorValue;
import dev.npexport.engine.format.pickle.PickleValue.Text;
import dev.npexport.engine.format.tensor.TensorFile;
import dev.npexport.engine.format.tensor.TensorView;
import dev.npexport.engine.format.zip.ZipContainer;
import dev.npexport.engine.format.zip.ZipPart;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dictionary of tensors as {@code torch.save} writes it since PyTorch 1.6: a zip of a pickle and
 * one entry for each storage. No code of the pickle runs; see {@link Unpickler}.
 */
public final class TorchFile implements TensorFile {

  private static final String PICKLE = "data.pkl";
  private static final long LARGEST_PICKLE = 16L << 20;

  private final ZipContainer zip;
  private final Dict root;
  private final Map<String, TensorView> tensors;

  private TorchFile(ZipContainer zip, Dict root) {
    this.zip = zip;
    this.root = root;
    Map<String, TensorView> found = new LinkedHashMap<>();
    root.entries()
        .forEach(
            (key, value) -> {
              if (key instanceof Text name && value instanceof TensorValue tensor) {
                found.put(name.value(), tensor.view().named(name.value()));
              }
            });
    this.tensors = Collections.unmodifiableMap(found);
  }

  /**
   * Opens a file and reads everything but the numbers.
   *
   * @throws InputException if it is missing, unreadable, of PyTorch's older layout, or holds
   *     anything but a dictionary of tensors and plain values
   */
  public static TorchFile open(Path path) {
    InputFiles.requireFile(path);
    requireZip(path);
    ZipContainer zip = ZipContainer.open(path);
    try {
      return new TorchFile(zip, root(path, zip));
    } catch (RuntimeException | Error e) {
      zip.close();
      throw e;
    }
  }

  private static void requireZip(Path path) {
    byte[] start;
    try (InputStream in = Files.newInputStream(path)) {
      start = in.readNBytes(4);
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
    if (start.length == 4 && start[0] == 'P' && start[1] == 'K') {
      return;
    }
    String what =
        start.length > 0 && start[0] == (byte) 0x80
            ? "is in the layout of PyTorch before 1.6, a bare pickle; load it and save it again with torch.save"
            : "is no PyTorch file: it is neither a zip file nor a pickle";
    throw malformed(path, "", what);
  }

  private static Dict root(Path path, ZipContainer zip) {
    List<String> pickles =
        zip.parts().keySet().stream()
            .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
            .toList();
    if (pickles.size() != 1) {
      throw malformed(path, "", "has %d entries %s, not one".formatted(pickles.size(), PICKLE));
    }
    String name = pickles.getFirst();
    String folder = name.substring(0, name.length() - PICKLE.length());
    if (zip.parts().containsKey(folder + "constants.pkl")) {
      throw malformed(path, "", "is a TorchScript program; save the state_dict() instead");
    }
    requireLittleEndian(path, zip, folder);
    ZipPart pickle = zip.parts().get(name);
    if (pickle.size() > LARGEST_PICKLE) {
      throw malformed(
          path,
          PICKLE,
          "has %d bytes, at most %d are read".formatted(pickle.size(), LARGEST_PICKLE));
    }
    Map<String, ZipPart> data = new HashMap<>();
    zip.parts()
        .forEach(
            (entry, part) -> {
              if (entry.startsWith(folder + "data/")) {
                data.put(entry.substring(folder.length() + "data/".length()), part);
              }
            });
    PickleValue value =
        Unpickler.read(
            path, pickle.content().toArray(ValueLayout.JAVA_BYTE), new TensorBuilder(data));
    if (!(value instanceof Dict dict)) {
      throw malformed(path, PICKLE, "holds no dictionary of tensors");
    }
    return dict;
  }

  private static void requireLittleEndian(Path path, ZipContainer zip, String folder) {
    ZipPart order = zip.parts().get(folder + "byteorder");
    if (order == null) {
      return;
    }
    String text = new String(order.head(16), StandardCharsets.ISO_8859_1).strip();
    if (!text.equals("little")) {
      throw malformed(path, "byteorder", "is '" + text + "'; only little-endian files are read");
    }
  }

  private static InputException malformed(Path path, String where, String message) {
    return new InputException(ProblemCode.MALFORMED_FILE, path, where, message);
  }

  /** The whole dictionary. */
  public Dict root() {
    return root;
  }

  @Override
  public Path path() {
    return zip.path();
  }

  /** Tensors among the dictionary's own values; values of other kinds are in {@link #root}. */
  @Override
  public Map<String, TensorView> tensors() {
    return tensors;
  }

  @Override
  public void close() {
    zip.close();
  }
}
