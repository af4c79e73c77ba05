package dev.npexport.engine.format.pickle;

import dev.npexport.engine.format.safetensors.DType;
import dev.npexport.engine.format.tensor.TensorView;
import java.util.List;
import java.util.Map;

/** Everything that a pickle can hold here: plain values, plain containers, tensors. */
public sealed interface PickleValue {

  /** Python's {@code None}. */
  record None() implements PickleValue {}

  /** {@code True} or {@code False}. */
  record Bool(boolean value) implements PickleValue {}

  /** An {@code int} of at most 64 bits. */
  record Int(long value) implements PickleValue {}

  /** A {@code float}. */
  record Real(double value) implements PickleValue {}

  /** A {@code str}. */
  record Text(String value) implements PickleValue, Comparable<Text> {

    /** An order, so that a map of texts with equal hash codes is still found through quickly. */
    @Override
    public int compareTo(Text other) {
      return value.compareTo(other.value);
    }
  }

  /** A {@code list}. */
  record Sequence(List<PickleValue> items) implements PickleValue {
    @Override
    public String toString() {
      return "list of " + items.size();
    }
  }

  /** A {@code tuple}. */
  record Tuple(List<PickleValue> items) implements PickleValue {
    @Override
    public String toString() {
      return "tuple of " + items.size();
    }
  }

  /** A {@code dict} or {@code OrderedDict} with texts or whole numbers as keys. */
  record Dict(Map<PickleValue, PickleValue> entries) implements PickleValue {

    /** The value of a text key; {@link None} if there is none. */
    public PickleValue get(String key) {
      return entries.getOrDefault(new Text(key), new None());
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString() {
      return "dict of " + entries.size();
    }
  }

  /** A {@code torch.Tensor} or {@code torch.nn.Parameter}. */
  record TensorValue(TensorView view) implements PickleValue {}

  /** A storage that tensors are views of. */
  record Storage(DType dtype, String key, long elements) implements PickleValue {}

  /** A function or class by name, of which only those of {@link Globals} get this far. */
  record Global(String module, String name) implements PickleValue {
    @Override
    public String toString() {
      return module + "." + name;
    }
  }
}
