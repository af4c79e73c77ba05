package dev.npexport.engine.format.tensor;

import java.util.function.Supplier;

/** A value that is made on first use, once, by whichever thread asks first. */
public final class Lazy<T> implements Supplier<T> {

  private Supplier<? extends T> maker;
  private T value;

  private Lazy(Supplier<? extends T> maker) {
    this.maker = maker;
  }

  public static <T> Lazy<T> of(Supplier<? extends T> maker) {
    return new Lazy<>(maker);
  }

  @Override
  public synchronized T get() {
    if (maker != null) {
      value = maker.get();
      maker = null;
    }
    return value;
  }
}
