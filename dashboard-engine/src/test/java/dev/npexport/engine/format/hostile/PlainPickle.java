package dev.npexport.engine.format.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads what {@code torch.save} writes of a dictionary of tensors, and throws at all else. */
final class PlainPickle {

  private static final Map<String, String> STORAGES =
      Map.of(
          "torch DoubleStorage", "F64",
          "torch FloatStorage", "F32",
          "torch HalfStorage", "F16",
          "torch BFloat16Storage", "BF16",
          "torch LongStorage", "I64",
          "torch IntStorage", "I32",
          "torch ShortStorage", "I16",
          "torch CharStorage", "I8",
          "torch ByteStorage", "U8",
          "torch BoolStorage", "BOOL");

  private final ByteBuffer in;
  private final Function<String, byte[]> data;
  private final List<Object> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  private record Name(String text) {}

  private record Storage(String dtype, byte[] bytes) {}

  enum Nothing {
    NONE
  }

  PlainPickle(byte[] pickle, Function<String, byte[]> data) {
    this.in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    this.data = data;
  }

  /** Maps, lists, strings, numbers, booleans and {@link PlainTensor}s. */
  Object read() {
    while (true) {
      int opcode = in.get() & 0xff;
      if (opcode == '.') {
        return pop();
      }
      step(opcode);
    }
  }

  private void step(int opcode) {
    switch (opcode) {
      case 0x80 -> in.get();
      case '}' -> stack.add(new LinkedHashMap<>());
      case ']' -> stack.add(new ArrayList<>());
      case ')' -> stack.add(List.of());
      case '(' -> marks.push(stack.size());
      case 'q' -> memo.put(in.get() & 0xff, stack.getLast());
      case 'r' -> memo.put(in.getInt(), stack.getLast());
      case 'h' -> stack.add(recall(in.get() & 0xff));
      case 'j' -> stack.add(recall(in.getInt()));
      case 'X' -> stack.add(utf8(in.getInt()));
      case 'c' -> stack.add(new Name(line() + " " + line()));
      case 'N' -> stack.add(Nothing.NONE);
      case 0x88 -> stack.add(true);
      case 0x89 -> stack.add(false);
      case 'K' -> stack.add((long) (in.get() & 0xff));
      case 'M' -> stack.add((long) (in.getShort() & 0xffff));
      case 'J' -> stack.add((long) in.getInt());
      case 0x8a -> stack.add(whole(in.get() & 0xff));
      case 'G' -> stack.add(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
      case 0x85 -> stack.add(last(1));
      case 0x86 -> stack.add(last(2));
      case 0x87 -> stack.add(last(3));
      case 't' -> stack.add(last(stack.size() - marks.pop()));
      case 'a' -> extend(last(1));
      case 'e' -> extend(last(stack.size() - marks.pop()));
      case 's' -> set(last(2));
      case 'u' -> set(last(stack.size() - marks.pop()));
      case 'b' -> requireDict(last(1).getFirst());
      case 'Q' -> stack.add(storage((List<?>) pop()));
      case 'R' -> call(last(2));
      default -> throw new IllegalArgumentException("opcode " + opcode);
    }
  }

  private Object pop() {
    return stack.removeLast();
  }

  private List<Object> last(int count) {
    List<Object> top = stack.subList(stack.size() - count, stack.size());
    List<Object> taken = List.copyOf(top);
    top.clear();
    return taken;
  }

  private Object recall(int index) {
    if (!memo.containsKey(index)) {
      throw new IllegalArgumentException("memo " + index);
    }
    return memo.get(index);
  }

  private String utf8(int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() {
    StringBuilder text = new StringBuilder();
    for (int c = in.get(); c != '\n'; c = in.get()) {
      text.append((char) c);
    }
    return text.toString();
  }

  private long whole(int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (in.get() & 0xffL) << 8 * i;
    }
    return bytes == 0 || bytes > 7 ? value : value << 64 - 8 * bytes >> 64 - 8 * bytes;
  }

  @SuppressWarnings("unchecked")
  private void extend(List<Object> items) {
    ((ArrayList<Object>) stack.getLast()).addAll(items);
  }

  private void set(List<Object> items) {
    Map<Object, Object> dict = requireDict(stack.getLast());
    for (int i = 0; i < items.size(); i += 2) {
      dict.put(items.get(i), items.get(i + 1));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> requireDict(Object value) {
    return (LinkedHashMap<Object, Object>) value;
  }

  private Storage storage(List<?> id) {
    byte[] bytes = data.apply((String) id.get(2));
    return new Storage(STORAGES.get(((Name) id.get(1)).text()), bytes.clone());
  }

  private void call(List<Object> call) {
    List<?> given = (List<?>) call.getLast();
    switch (((Name) call.getFirst()).text()) {
      case "collections OrderedDict" -> stack.add(new LinkedHashMap<>());
      case "torch._utils _rebuild_parameter" -> stack.add(given.getFirst());
      case "torch._utils _rebuild_tensor_v2" -> {
        Storage storage = (Storage) given.get(0);
        List<Long> shape = ((List<?>) given.get(2)).stream().map(Long.class::cast).toList();
        long[] strides = ((List<?>) given.get(3)).stream().mapToLong(Long.class::cast).toArray();
        long from = (long) given.get(1) * PlainTensor.width(storage.dtype());
        stack.add(PlainTensor.strided(storage.dtype(), shape, strides, storage.bytes(), from));
      }
      default -> throw new IllegalArgumentException(call.toString());
    }
  }

  /** A text of everything in a value, so that two readers can be compared. */
  static String text(Object value) {
    StringBuilder text = new StringBuilder();
    describe(value, text, 0);
    return text.toString();
  }

  private static void describe(Object value, StringBuilder text, int depth) {
    if (depth > 20) {
      throw new IllegalArgumentException("deep");
    }
    switch (value) {
      case Map<?, ?> map -> {
        text.append('{');
        map.forEach(
            (key, item) -> {
              describe(key, text, depth + 1);
              describe(item, text.append(':'), depth + 1);
              text.append(',');
            });
        text.append('}');
      }
      case List<?> list -> {
        text.append('[');
        list.forEach(item -> describe(item, text, depth + 1));
        text.append(']');
      }
      case PlainTensor tensor ->
          text.append(tensor.dtype())
              .append(tensor.shape())
              .append(Arrays.hashCode(tensor.bits().array()));
      case String string -> text.append('"').append(string).append('"');
      default -> text.append(value);
    }
  }
}
