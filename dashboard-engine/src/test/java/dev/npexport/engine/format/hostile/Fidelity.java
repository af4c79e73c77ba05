package dev.npexport.engine.format.hostile;

import dev.npexport.engine.format.npz.NpyFile;
import dev.npexport.engine.format.npz.NpzFile;
import dev.npexport.engine.format.pickle.PickleValue;
import dev.npexport.engine.format.pickle.TorchFile;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.safetensors.StoredTensor;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.format.tensor.TensorView;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether what was read of an accepted file is what the file holds, by {@link PlainReaders}. */
final class Fidelity {

  private Fidelity() {}

  /**
   * Compares.
   *
   * @param file that was damaged and is still accepted
   * @param plain its content
   * @param good its content before
   * @param said what the sample's reading gives with it
   * @param saidOfGood what it gave before
   * @param again the sample's reading
   * @return what is wrong
   */
  static Optional<String> fault(
      Path file,
      Object plain,
      Object good,
      Object said,
      Object saidOfGood,
      BoundedReader.Reading again)
      throws Exception {
    Optional<String> raw =
        tensors(file)
            .filter(found -> !found.equals(known(plain)))
            .map(f -> "the tensors are not those of the file");
    if (raw.isPresent()) {
      return raw;
    }
    if (plain.equals(good)) {
      return said.equals(saidOfGood)
          ? Optional.empty()
          : Optional.of("its content is the same, what was read of it is not");
    }
    Optional<String> other = PlainReaders.rewritten(plain);
    if (other.isEmpty()) {
      return Optional.empty();
    }
    byte[] mutant = Files.readAllBytes(file);
    Files.writeString(file, other.get());
    try {
      return again.read().equals(said)
          ? Optional.empty()
          : Optional.of("written another way it is read otherwise: " + other.get());
    } catch (RuntimeException e) {
      return Optional.of(
          "written another way it is refused: %s%n%s%n%s"
              .formatted(
                  e.getMessage(), other.get(), new String(mutant, StandardCharsets.ISO_8859_1)));
    } finally {
      Files.write(file, mutant);
    }
  }

  /** Without what says nothing of tensors. */
  private static Object known(Object plain) {
    if (!(plain instanceof Map<?, ?> map)) {
      return plain;
    }
    Map<Object, Object> known = new HashMap<>(map);
    known.remove("__metadata__");
    return known;
  }

  private static Optional<Object> tensors(Path file) throws IOException {
    String name = file.getFileName().toString();
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "safetensors" -> Optional.of(safetensors(file));
      case "npz" -> {
        try (NpzFile npz = NpzFile.open(file)) {
          Map<String, Object> arrays = new HashMap<>();
          npz.tensors().forEach((key, view) -> arrays.put(key, plain(view)));
          yield Optional.of(arrays);
        }
      }
      case "npy" -> {
        try (NpyFile npy = NpyFile.open(file)) {
          yield Optional.of(plain(npy.tensor()));
        }
      }
      case "pt", "pth" -> {
        try (TorchFile torch = TorchFile.open(file)) {
          yield Optional.of(PlainPickle.text(plain(torch.root(), 0)));
        }
      }
      default -> Optional.empty();
    };
  }

  private static Map<String, Object> safetensors(Path file) {
    Map<String, Object> tensors = new HashMap<>();
    try (SafetensorsFile opened = SafetensorsFile.open(file)) {
      for (StoredTensor stored : opened.stored().values()) {
        Tensor tensor = opened.require(stored.name());
        tensors.put(stored.name(), plain(tensor));
      }
    }
    return tensors;
  }

  private static PlainTensor plain(Tensor tensor) {
    long[] bits = new long[Math.toIntExact(tensor.elements())];
    for (int i = 0; i < bits.length; i++) {
      bits[i] =
          tensor.dtype().isFloating() ? PlainTensor.bits(tensor.getDouble(i)) : tensor.getLong(i);
    }
    return new PlainTensor(tensor.dtype().name(), sizes(tensor.shape()), LongBuffer.wrap(bits));
  }

  private static PlainTensor plain(TensorView view) {
    if (view.isRowMajor()) {
      return plain(view.tensor());
    }
    List<Long> bits = new ArrayList<>();
    elements(view, bits);
    long[] array = bits.stream().mapToLong(Long::longValue).toArray();
    return new PlainTensor(view.dtype().name(), sizes(view.shape()), LongBuffer.wrap(array));
  }

  private static void elements(TensorView view, List<Long> bits) {
    if (view.rank() == 0) {
      bits.add(view.dtype().isFloating() ? PlainTensor.bits(view.scalar()) : (long) view.scalar());
      return;
    }
    for (long i = 0; i < view.shape()[0]; i++) {
      elements(view.select(0, i), bits);
    }
  }

  private static List<Long> sizes(long[] shape) {
    return Arrays.stream(shape).boxed().toList();
  }

  private static Object plain(PickleValue value, int depth) {
    if (depth > 20) {
      throw new IllegalArgumentException("deep");
    }
    return switch (value) {
      case PickleValue.None none -> PlainPickle.Nothing.NONE;
      case PickleValue.Bool bool -> bool.value();
      case PickleValue.Int number -> number.value();
      case PickleValue.Real number -> number.value();
      case PickleValue.Text text -> text.value();
      case PickleValue.Sequence list ->
          list.items().stream().map(item -> plain(item, depth + 1)).toList();
      case PickleValue.Tuple tuple ->
          tuple.items().stream().map(item -> plain(item, depth + 1)).toList();
      case PickleValue.Dict dict -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        dict.entries()
            .forEach((key, item) -> map.put(plain(key, depth + 1), plain(item, depth + 1)));
        yield map;
      }
      case PickleValue.TensorValue tensor -> plain(tensor.view());
      case PickleValue.Storage storage -> storage.toString();
      case PickleValue.Global global -> global.toString();
    };
  }
}
