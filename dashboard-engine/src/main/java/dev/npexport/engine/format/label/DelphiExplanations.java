package dev.npexport.engine.format.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The {@code explanations} folder of a delphi run: one {@code {latent}.txt} or {@code
 * {hookpoint}_latent{latent}.txt} a latent, holding the explanation as plain text or as a JSON
 * string.
 */
final class DelphiExplanations implements LabelFormat {

  private static final int LONGEST = 1 << 20;
  private static final Pattern NAME = Pattern.compile("(?:(.*)_latent)?(\\d{1,9})\\.txt");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Override
  public Optional<String> detect(Path path) {
    return folder(path).map(folder -> "explanations such as " + files(folder).getFirst());
  }

  @Override
  public void read(Path path, LabelCollector collector) {
    Path folder = folder(path).orElseThrow();
    Map<Integer, Path> byLatent = new TreeMap<>();
    String hookpoint = null;
    for (Path name : files(folder)) {
      Matcher parts = NAME.matcher(name.toString());
      if (!parts.matches()) {
        throw new IllegalStateException("listed by this very pattern: " + name);
      }
      String prefix = parts.group(1) == null ? "" : parts.group(1);
      if (hookpoint != null && !hookpoint.equals(prefix)) {
        throw new InputException(
            ProblemCode.UNKNOWN_FORMAT,
            folder,
            name.toString(),
            "the folder explains several hookpoints; keep the files of one");
      }
      hookpoint = prefix;
      int latent = Integer.parseInt(parts.group(2));
      Path before = byLatent.put(latent, folder.resolve(name));
      if (before != null) {
        throw new InputException(
            ProblemCode.DUPLICATE_ENTRY,
            folder,
            name.toString(),
            "explains latent " + latent + ", as " + before.getFileName() + " does");
      }
    }
    Cancellation cancellation = Cancellation.current();
    byLatent.forEach(
        (latent, file) -> {
          cancellation.check();
          collector.attempt(() -> collector.add(file, "", label(latent, file)));
        });
  }

  /** The folder itself, or the {@code explanations} folder in it. */
  private static Optional<Path> folder(Path path) {
    return Stream.of(path, path.resolve("explanations"))
        .filter(Files::isDirectory)
        .filter(folder -> !files(folder).isEmpty())
        .findFirst();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(Path::getFileName)
          .filter(name -> NAME.matcher(name.toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw InputFiles.unreadable(folder, e);
    }
  }

  private static Label label(int latent, Path file) {
    String text = text(content(file));
    return new Label(
        latent,
        Optional.empty(),
        Optional.empty(),
        text.isEmpty() ? Optional.empty() : Optional.of(text),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String content(Path file) {
    InputFiles.requireFile(file);
    InputFiles.requireAtMost(file, LONGEST);
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new InputException(ProblemCode.MALFORMED_FILE, file, "", "is not UTF-8");
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  private static String text(String content) {
    String text = content.strip();
    if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
      return text;
    }
    try {
      JsonNode node = JSON.readTree(text);
      return node.isTextual() ? node.textValue().strip() : text;
    } catch (JsonProcessingException quotedText) {
      // Plain text may begin and end with a quotation mark without being JSON.
      return text;
    }
  }
}
