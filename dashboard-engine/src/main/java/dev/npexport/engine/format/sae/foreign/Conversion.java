package dev.npexport.engine.format.sae.foreign;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.ConvertedSae;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeDimensions;
import dev.npexport.engine.format.safetensors.DType;
import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.format.tensor.FloatRows;
import dev.npexport.engine.format.tensor.LazyTensor;
import dev.npexport.engine.format.tensor.Scratch;
import dev.npexport.engine.format.tensor.TensorFile;
import dev.npexport.engine.format.tensor.TensorView;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Turns the tensors of a file in another format into those of an architecture of SAELens, under its
 * names, in its shapes, as float32. Every tensor of the file is either used or named as unused by
 * the format; one that is neither is a problem. Owns the file.
 */
final class Conversion implements AutoCloseable {

  private final String format;
  private final Path folder;
  private final TensorFile file;
  private final Scratch scratch = new Scratch();
  private final Problems problems = new Problems();
  private final Set<String> unclaimed;
  private final List<String> warnings = new ArrayList<>();
  // By name, which is also the order in which SAELens's own files have float32 tensors.
  private final Map<String, Tensor> tensors = new TreeMap<>();
  private Map<String, long[]> shapes = Map.of();
  private String target = "";
  private SaeDimensions sizes = new SaeDimensions(0, 0, 0);

  Conversion(String format, Path folder, TensorFile file) {
    this.format = format;
    this.folder = folder;
    this.file = file;
    this.unclaimed = new LinkedHashSet<>(file.tensors().keySet());
  }

  Problems problems() {
    return problems;
  }

  Path path() {
    return file.path();
  }

  boolean has(String name) {
    return file.tensors().containsKey(name);
  }

  /** What a person should know of this SAE. */
  void warn(String sentence) {
    warnings.add(sentence);
  }

  /** Adds a problem with a field of a configuration file or with a name. */
  void reject(ProblemCode code, Path where, String field, String message) {
    problems.add(code, where, field, message);
  }

  /**
   * Refuses what SAELens has no way to express; nothing is approximated.
   *
   * @return never
   */
  InputException inexpressible(String where, String reason) {
    return new InputException(
        ProblemCode.UNKNOWN_ARCHITECTURE,
        file.path(),
        where,
        "SAELens cannot express this SAE: " + reason);
  }

  /**
   * The sizes of a matrix that everything else has to agree with.
   *
   * @throws InputException if it is missing or no matrix
   */
  long[] matrix(String... names) {
    TensorView view = require(names);
    if (view.rank() != 2 || Shapes.elements(view.shape()) == 0) {
      throw new InputException(
          ProblemCode.WRONG_SHAPE,
          file.fileOf(view.name()),
          "tensor " + view.name(),
          "has shape %s, expected two sizes from 1".formatted(Shapes.text(view.shape())));
    }
    for (long size : view.shape()) {
      if (size > Integer.MAX_VALUE) {
        throw new InputException(
            ProblemCode.TOO_LARGE,
            file.fileOf(view.name()),
            "tensor " + view.name(),
            "has shape %s; sizes up to %d are read"
                .formatted(Shapes.text(view.shape()), Integer.MAX_VALUE));
      }
    }
    return view.shape();
  }

  /**
   * The tensor of the first of these names that is there.
   *
   * @throws InputException if none is
   */
  TensorView require(String... names) {
    return find(names).orElseThrow(() -> new InputException(List.of(missing("", names))));
  }

  /** The tensor of the first of these names that is there; it counts as used. */
  Optional<TensorView> find(String... names) {
    Optional<String> name = Arrays.stream(names).filter(file.tensors()::containsKey).findFirst();
    name.ifPresent(unclaimed::remove);
    return name.map(file.tensors()::get);
  }

  private Problem missing(String why, String... names) {
    List<String> there = file.tensors().keySet().stream().limit(12).toList();
    return Problem.of(
        ProblemCode.MISSING_TENSOR,
        file.path(),
        "tensor " + names[0],
        "is missing%s%s; the file has %s"
            .formatted(
                names.length == 1
                    ? ""
                    : " (or " + String.join(", ", List.of(names).subList(1, names.length)) + ")",
                why,
                there.isEmpty() ? "no tensors" : String.join(", ", there)));
  }

  /** Sets what is aimed at: from here on tensors are taken for it. */
  void aimAt(Architecture architecture, SaeDimensions sizes) {
    aimAt(architecture, sizes, JsonNodeFactory.instance.objectNode());
  }

  /**
   * As {@link #aimAt(Architecture, SaeDimensions)}.
   *
   * @param config with the fields on which the tensors of {@code temporal} depend
   */
  void aimAt(Architecture architecture, SaeDimensions sizes, ObjectNode config) {
    target = architecture.wire();
    this.sizes = sizes;
    shapes = ConvertedSae.shapes(architecture, sizes, config);
  }

  /** Names of the tensors that are aimed at. */
  Set<String> targets() {
    return shapes.keySet();
  }

  /** The sizes that were aimed at. */
  SaeDimensions sizes() {
    return sizes;
  }

  /** The file that holds a tensor. */
  Path fileOf(TensorView view) {
    return file.fileOf(view.name());
  }

  /** The problem of a tensor that is no vector of {@code expected} numbers. */
  InputException wrongShape(TensorView view, long expected) {
    return new InputException(
        ProblemCode.WRONG_SHAPE,
        file.fileOf(view.name()),
        "tensor " + view.name(),
        "has shape %s, expected [%d]".formatted(Shapes.text(view.shape()), expected));
  }

  /** Names tensors that are bookkeeping of the source and say nothing of the SAE. */
  void ignore(String... names) {
    List.of(names).forEach(unclaimed::remove);
  }

  /** Leaves out all tensors whose name begins so. */
  void ignorePrefix(String prefix) {
    unclaimed.removeIf(name -> name.startsWith(prefix));
  }

  /** Takes a tensor of the same shape. */
  void take(String name, String... sources) {
    expect(name, false, sources).ifPresent(view -> put(name, view));
  }

  /** Takes a matrix that the source holds the other way around. */
  void takeTransposed(String name, String... sources) {
    expect(name, true, sources).ifPresent(view -> put(name, view.transposed()));
  }

  /** The tensor to make {@code name} of, if it has its shape; otherwise a problem is kept. */
  Optional<TensorView> expect(String name, boolean transposed, String... sources) {
    long[] shape = shapes.get(name);
    long[] stored = transposed ? new long[] {shape[1], shape[0]} : shape;
    Optional<TensorView> view = find(sources);
    if (view.isEmpty()) {
      String needs =
          ", from which %s's %s of shape %s is made".formatted(target, name, Shapes.text(shape));
      problems.add(missing(needs, sources));
      return Optional.empty();
    }
    String where = "tensor " + view.get().name();
    if (!Arrays.equals(view.get().shape(), stored)) {
      problems.add(
          ProblemCode.WRONG_SHAPE,
          file.fileOf(view.get().name()),
          where,
          "has shape %s, expected %s"
              .formatted(Shapes.text(view.get().shape()), Shapes.text(stored)));
      return Optional.empty();
    }
    if (!view.get().dtype().isFloating()) {
      problems.add(
          ProblemCode.WRONG_DTYPE,
          file.fileOf(view.get().name()),
          where,
          "has dtype " + view.get().dtype() + ", expected one of F64, F32, F16, BF16");
      return Optional.empty();
    }
    return view;
  }

  /** The numbers of a vector in float32, which are few enough to be held. */
  float[] vector(TensorView view) {
    FloatRows rows = view.rows();
    float[] values = new float[Math.toIntExact(rows.rows() * rows.width())];
    rows.read(0, (int) rows.rows(), values);
    return values;
  }

  /** Sets a tensor to what a view shows: without a copy where it is float32 in this order. */
  void put(String name, TensorView view) {
    if (view.isRowMajor() && view.dtype() == DType.F32) {
      tensors.put(name, view.named(name).tensor());
    } else {
      put(name, view.rows());
    }
  }

  /** Sets a tensor to computed numbers. */
  void put(String name, FloatRows rows) {
    tensors.put(name, LazyTensor.computed(name, shapes.get(name), rows, scratch));
  }

  /** Sets a vector to one number everywhere. */
  void fill(String name, float value) {
    float[] values = new float[Math.toIntExact(Shapes.elements(shapes.get(name)))];
    Arrays.fill(values, value);
    put(name, FloatRows.of(values));
  }

  /**
   * The converted SAE, which owns the file from here on.
   *
   * @param configFile that is named in problems with the configuration
   * @throws InputException with every problem found
   */
  Sae finish(Path configFile, TargetConfig config) {
    for (String name : unclaimed) {
      problems.add(
          ProblemCode.UNEXPECTED_TENSOR,
          file.fileOf(name),
          "tensor " + name,
          "is not one that %s is known to have, and what it means for the SAE is not known"
              .formatted(format));
    }
    problems.throwIfAny();
    return ConvertedSae.of(
        format, folder, configFile, config.json(), tensors, file.files(), warnings, this::close);
  }

  @Override
  public void close() {
    try {
      scratch.close();
    } finally {
      file.close();
    }
  }
}
