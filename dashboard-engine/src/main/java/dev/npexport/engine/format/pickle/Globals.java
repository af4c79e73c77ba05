package dev.npexport.engine.format.pickle;

import dev.npexport.engine.format.pickle.PickleValue.Global;
import dev.npexport.engine.format.safetensors.DType;
import java.util.Map;
import java.util.Optional;

/** The few names that a pickle may refer to. None is looked up anywhere: they are only compared. */
final class Globals {

  static final Global ORDERED_DICT = new Global("collections", "OrderedDict");
  static final Global TENSOR = new Global("torch._utils", "_rebuild_tensor_v2");
  static final Global PARAMETER = new Global("torch._utils", "_rebuild_parameter");

  private static final Map<String, DType> STORAGES =
      Map.ofEntries(
          Map.entry("DoubleStorage", DType.F64),
          Map.entry("FloatStorage", DType.F32),
          Map.entry("HalfStorage", DType.F16),
          Map.entry("BFloat16Storage", DType.BF16),
          Map.entry("LongStorage", DType.I64),
          Map.entry("IntStorage", DType.I32),
          Map.entry("ShortStorage", DType.I16),
          Map.entry("CharStorage", DType.I8),
          Map.entry("ByteStorage", DType.U8),
          Map.entry("BoolStorage", DType.BOOL));

  private Globals() {}

  static boolean isKnown(Global global) {
    return global.equals(ORDERED_DICT)
        || global.equals(TENSOR)
        || global.equals(PARAMETER)
        || storage(global).isPresent();
  }

  /** The element type of a typed storage. */
  static Optional<DType> storage(Global global) {
    return global.module().equals("torch")
        ? Optional.ofNullable(STORAGES.get(global.name()))
        : Optional.empty();
  }
}
