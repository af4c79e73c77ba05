package dev.npexport.engine.format.npz;

import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.format.tensor.TensorFile;
import dev.npexport.engine.format.tensor.TensorView;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** One array as NumPy saves it, mapped; of any size. Its tensor has the file's name. */
public final class NpyFile implements TensorFile {

  private final Path path;
  private final Arena arena;
  private final TensorView tensor;

  private NpyFile(Path path, Arena arena, TensorView tensor) {
    this.path = path;
    this.arena = arena;
    this.tensor = tensor;
  }

  /**
   * Maps a file and checks its header.
   *
   * @throws dev.npexport.engine.problem.InputException if it is missing, unreadable or no sound npy
   *     file of numbers
   */
  public static NpyFile open(Path path) {
    InputFiles.requireFile(path);
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new NpyFile(path, arena, view(path, file));
    } catch (IOException e) {
      arena.close();
      throw InputFiles.unreadable(path, e);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  private static TensorView view(Path path, MemorySegment file) {
    long start = Math.min(NpyHeaderParser.MAX_BYTES, file.byteSize());
    byte[] head = file.asSlice(0, start).toArray(ValueLayout.JAVA_BYTE);
    NpyHeader header = NpyHeaderParser.parse(path, "header", head, file.byteSize());
    return TensorView.strided(
        path.getFileName().toString(),
        header.dtype(),
        header.shape(),
        header.strides(),
        0,
        Shapes.elements(header.shape()),
        () -> file.asSlice(header.bytes()));
  }

  public TensorView tensor() {
    return tensor;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Map<String, TensorView> tensors() {
    return Map.of(tensor.name(), tensor);
  }

  @Override
  public void close() {
    arena.close();
  }
}
