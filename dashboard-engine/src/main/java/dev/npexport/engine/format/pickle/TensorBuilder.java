package dev.npexport.engine.format.pickle;

import dev.npexport.engine.format.pickle.PickleValue.Bool;
import dev.npexport.engine.format.pickle.PickleValue.Dict;
import dev.npexport.engine.format.pickle.PickleValue.Global;
import dev.npexport.engine.format.pickle.PickleValue.Int;
import dev.npexport.engine.format.pickle.PickleValue.Storage;
import dev.npexport.engine.format.pickle.PickleValue.TensorValue;
import dev.npexport.engine.format.pickle.PickleValue.Text;
import dev.npexport.engine.format.pickle.PickleValue.Tuple;
import dev.npexport.engine.format.safetensors.DType;
import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.format.tensor.TensorView;
import dev.npexport.engine.format.zip.ZipPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes storages and tensors of what a pickle says about them, after holding it to the bytes that
 * are there: {@code _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks)}.
 */
final class TensorBuilder {

  private static final int MAX_RANK = 64;

  private final Map<String, ZipPart> data;

  /**
   * Builds tensors over a file's storages.
   *
   * @param data bytes of each storage by its key
   */
  TensorBuilder(Map<String, ZipPart> data) {
    this.data = data;
  }

  /** The storage behind a persistent id {@code ("storage", type, key, location, elements)}. */
  Storage storage(PickleBytes in, PickleValue id) {
    if (!(id instanceof Tuple tuple
        && tuple.items().size() == 5
        && tuple.items().get(0) instanceof Text kind
        && kind.value().equals("storage")
        && tuple.items().get(1) instanceof Global type
        && tuple.items().get(2) instanceof Text key
        && tuple.items().get(3) instanceof Text
        && tuple.items().get(4) instanceof Int elements)) {
      throw in.malformed("a persistent id that is no storage");
    }
    DType dtype =
        Globals.storage(type)
            .orElseThrow(() -> in.malformed("a storage of " + type + ", which is no storage"));
    ZipPart part = data.get(key.value());
    if (part == null) {
      throw in.malformed("storage " + key.value() + " is not in the file");
    }
    if (elements.value() < 0
        || elements.value() > Long.MAX_VALUE / 8
        || elements.value() * dtype.bytes() != part.size()) {
      throw in.malformed(
          "storage %s of %d %s does not have the %d bytes that are there"
              .formatted(key.value(), elements.value(), dtype, part.size()));
    }
    return new Storage(dtype, key.value(), elements.value());
  }

  /** What calling one of the known globals makes. */
  PickleValue reduce(PickleBytes in, PickleValue callee, PickleValue arguments) {
    if (!(callee instanceof Global global && arguments instanceof Tuple tuple)) {
      throw in.malformed("opcode REDUCE: a call of something that is no global");
    }
    List<PickleValue> given = tuple.items();
    if (global.equals(Globals.ORDERED_DICT) && given.isEmpty()) {
      return new Dict(new LinkedHashMap<>());
    }
    if (global.equals(Globals.TENSOR) && (given.size() == 6 || given.size() == 7)) {
      return tensor(in, given);
    }
    if (global.equals(Globals.PARAMETER)
        && given.size() == 3
        && given.getFirst() instanceof TensorValue tensor) {
      return tensor;
    }
    throw in.malformed("opcode REDUCE: " + global + " with arguments that are not understood");
  }

  private TensorValue tensor(PickleBytes in, List<PickleValue> given) {
    if (!(given.get(0) instanceof Storage storage
        && given.get(1) instanceof Int offset
        && given.get(2) instanceof Tuple size
        && given.get(3) instanceof Tuple stride
        && given.get(4) instanceof Bool
        && given.get(5) instanceof Dict hooks
        && hooks.entries().isEmpty())) {
      throw in.malformed("a tensor whose parts are not understood");
    }
    long[] shape = numbers(in, size);
    long[] strides = numbers(in, stride);
    String name = "storage " + storage.key();
    if (!TensorView.fits(shape, strides, offset.value(), storage.elements())) {
      throw in.malformed(
          "a tensor of shape %s, strides %s from element %d reaches outside of %s, which has %d"
              .formatted(
                  Shapes.text(shape),
                  Shapes.text(strides),
                  offset.value(),
                  name,
                  storage.elements()));
    }
    if (Shapes.elements(shape) > storage.elements()) {
      throw in.malformed(
          "a tensor of shape %s repeats the %d elements of %s"
              .formatted(Shapes.text(shape), storage.elements(), name));
    }
    ZipPart part = data.get(storage.key());
    return new TensorValue(
        TensorView.strided(
            name,
            storage.dtype(),
            shape,
            strides,
            offset.value(),
            storage.elements(),
            part::content));
  }

  private static long[] numbers(PickleBytes in, Tuple tuple) {
    if (tuple.items().size() > MAX_RANK) {
      throw in.malformed("a tensor of more than " + MAX_RANK + " dimensions");
    }
    long[] numbers = new long[tuple.items().size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(tuple.items().get(i) instanceof Int number && number.value() >= 0)) {
        throw in.malformed("a tensor with a size or stride that is no whole number from 0");
      }
      numbers[i] = number.value();
    }
    return numbers;
  }
}
