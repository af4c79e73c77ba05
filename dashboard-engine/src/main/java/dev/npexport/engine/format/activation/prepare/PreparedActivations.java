package dev.npexport.engine.format.activation.prepare;

import dev.npexport.engine.format.activation.ActivationCache;
import dev.npexport.engine.format.activation.ActivationSource;
import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.format.activation.PlaceIndex;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A prepared file, mapped. It lies beside nothing else that is needed: tokens and the description
 * of the cache are in it.
 */
public final class PreparedActivations implements GroupedActivations {

  private final Arena arena;
  private final MemorySegment file;
  private final PreparedHeader header;
  private final PreparedLayout layout;
  private final PlaceIndex places;
  private final int maxActive;

  PreparedActivations(
      Arena arena, MemorySegment file, PreparedHeader header, PreparedLayout layout) {
    this.arena = arena;
    this.file = file;
    this.header = header;
    this.layout = layout;
    this.places = PreparedTokens.index(file, layout);
    this.maxActive = file.get(PreparedLayout.INT, PreparedLayout.MAX_ACTIVE_AT);
  }

  /**
   * Opens the prepared file of {@code key} in {@code folder}, making it first if it is not there or
   * not sound. Several processes may do so at once: each writes the same bytes under a name of its
   * own, and the last to finish leaves its file.
   *
   * @param key names everything that the content depends on, see {@link PreparedKey}
   * @param cancelled asked often; the work ends with {@code cancelled} once it is true
   * @throws InputException with every problem found in the cache; no file is left then
   */
  public static PreparedActivations prepare(
      ActivationCache cache,
      PrepareRequest request,
      Path folder,
      String key,
      BooleanSupplier cancelled) {
    Optional<PreparedActivations> ready = PreparedFiles.find(folder, key);
    if (ready.isPresent()) {
      return ready.get();
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + folder, e);
    }
    Path target = PreparedFiles.target(folder, key);
    new Preparation(cache, request, folder, new Cancellation(cancelled)).write(target, key);
    PreparedFiles.removeStale(folder, target);
    return open(target);
  }

  /** The prepared file of {@code key}, if it is there and sound. */
  public static Optional<PreparedActivations> find(Path folder, String key) {
    return PreparedFiles.find(folder, key);
  }

  /**
   * Opens a prepared file.
   *
   * @throws InputException if it is not one, is of another version, or is not complete
   */
  public static PreparedActivations open(Path path) {
    return PreparedOpener.open(path);
  }

  /** The key it was prepared under. */
  public String key() {
    return header.key();
  }

  @Override
  public ActivationSource source() {
    return header.source();
  }

  @Override
  public int features() {
    return layout.features();
  }

  @Override
  public long nonzeros() {
    return layout.nonzeros();
  }

  private long start(int feature) {
    return file.get(PreparedLayout.LONG, layout.featureStart() + 8L * feature);
  }

  private void requireFeature(int feature) {
    if (feature < 0 || feature >= layout.features()) {
      throw new IndexOutOfBoundsException(
          "feature " + feature + " of " + layout.features() + " features");
    }
  }

  @Override
  public long count(int feature) {
    requireFeature(feature);
    return start(feature + 1) - start(feature);
  }

  @Override
  public double sum(int feature) {
    requireFeature(feature);
    return file.get(PreparedLayout.DOUBLE, layout.sums() + 8L * feature);
  }

  @Override
  public double sumOfSquares(int feature) {
    requireFeature(feature);
    return file.get(PreparedLayout.DOUBLE, layout.squares() + 8L * feature);
  }

  @Override
  public float max(int feature) {
    requireFeature(feature);
    return file.get(PreparedLayout.FLOAT, layout.largest() + 4L * feature);
  }

  @Override
  public FeatureActivations feature(int feature) {
    int count = (int) count(feature);
    long offset = layout.byFeature() + 8 * start(feature);
    int[] prompts = new int[count];
    int[] positions = new int[count];
    float[] values = new float[count];
    int row = -1;
    int rowEnd = 0;
    for (int i = 0; i < count; i++) {
      long entry = file.get(PreparedLayout.LONG, offset + 8L * i);
      int place = PreparedLayout.index(entry);
      if (place >= rowEnd) {
        row = places.rowAt(place);
        rowEnd = places.start(row + 1);
      }
      prompts[i] = places.prompt(row);
      positions[i] = place - places.start(row);
      values[i] = PreparedLayout.value(entry);
    }
    return new FeatureActivations(prompts, positions, values);
  }

  @Override
  public int promptLength(int prompt) {
    return places.length(prompt);
  }

  @Override
  public int token(int prompt, int position) {
    return file.get(PreparedLayout.INT, layout.tokens() + 4L * place(prompt, position));
  }

  private int place(int prompt, int position) {
    int place = places.place(prompt, position);
    if (place < 0) {
      throw new IndexOutOfBoundsException("prompt " + prompt + " position " + position);
    }
    return place;
  }

  @Override
  public int activeAt(int prompt, int position, int[] features, float[] values) {
    int place = place(prompt, position);
    long from = file.get(PreparedLayout.LONG, layout.placeStart() + 8L * place);
    long to = file.get(PreparedLayout.LONG, layout.placeStart() + 8L * (place + 1L));
    int count = (int) (to - from);
    long offset = layout.byPlace() + 8 * from;
    for (int i = 0; i < count; i++) {
      long entry = file.get(PreparedLayout.LONG, offset + 8L * i);
      features[i] = PreparedLayout.index(entry);
      values[i] = PreparedLayout.value(entry);
    }
    return count;
  }

  @Override
  public int maxActive() {
    return maxActive;
  }

  @Override
  public void close() {
    arena.close();
  }
}
