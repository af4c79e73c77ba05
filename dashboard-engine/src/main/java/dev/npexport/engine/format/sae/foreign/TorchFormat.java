package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.format.pickle.TorchFile;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeFormat;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A single PyTorch file, or a folder with exactly one. Which layout it has is decided by the names
 * of its tensors, and of the file where two layouts have the same tensors.
 */
public final class TorchFormat implements SaeFormat {

  private static final List<TorchLayout> LAYOUTS =
      List.of(
          new OpenAiLayout(),
          new GoodfireLayout(),
          new QwenScopeLayout(),
          new HookZLayout(),
          new DeepSeekLayout());

  @Override
  public String id() {
    return "torch";
  }

  @Override
  public List<String> ids() {
    return LAYOUTS.stream().map(TorchLayout::id).toList();
  }

  @Override
  public String looksLike() {
    return LAYOUTS.stream().map(TorchLayout::looksLike).collect(Collectors.joining("; "));
  }

  @Override
  public Optional<String> detect(Path path) {
    return find(path).map(file -> file.getFileName().toString());
  }

  private static Optional<Path> find(Path path) {
    if (Files.isRegularFile(path)) {
      return Optional.of(path).filter(TorchFormat::isTorch);
    }
    if (!Files.isDirectory(path)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> found = files.filter(TorchFormat::isTorch).limit(2).toList();
      return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
  }

  private static boolean isTorch(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file) && (name.endsWith(".pt") || name.endsWith(".pth"));
  }

  @Override
  public Sae open(Path path) {
    Path file =
        find(path)
            .orElseThrow(
                () ->
                    new InputException(
                        ProblemCode.FILE_NOT_FOUND, path, "", "there is no single PyTorch file"));
    TorchFile torch = TorchFile.open(file);
    TorchLayout layout = layout(file, torch);
    Conversion conversion = new Conversion(layout.id(), ForeignFormat.folder(path), torch);
    try {
      return conversion.finish(file, layout.convert(torch, conversion));
    } catch (RuntimeException | Error e) {
      conversion.close();
      throw e;
    }
  }

  private static TorchLayout layout(Path file, TorchFile torch) {
    Optional<TorchLayout> layout =
        LAYOUTS.stream()
            .filter(known -> known.recognises(file, torch.tensors().keySet()))
            .findFirst();
    if (layout.isEmpty()) {
      InputException problem = unknown(file, torch);
      torch.close();
      throw problem;
    }
    return layout.get();
  }

  private static InputException unknown(Path file, TorchFile torch) {
    String names = torch.tensors().keySet().stream().limit(12).collect(Collectors.joining(", "));
    return new InputException(
        ProblemCode.UNKNOWN_FORMAT,
        file,
        "",
        "no layout of an SAE has tensors like these: %s. Known: %s; dictionary_learning: ae.pt with config.json"
            .formatted(
                names.isEmpty() ? "none" : names,
                LAYOUTS.stream().map(TorchLayout::looksLike).collect(Collectors.joining("; "))));
  }
}
