package dev.npexport.api.s3;

import dev.npexport.engine.archive.zip.ArchiveTree;
import dev.npexport.engine.problem.InputException;
import dev.npexport.model.path.DataRoot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** The trees of finished archives, each read once. */
@ApplicationScoped
class Archives {

  private static final Logger LOG = Logger.getLogger(Archives.class);

  private final DataRoot root;
  private Map<CompletedExport, Optional<Tree>> known = Map.of();

  @Inject
  Archives(DataRoot root) {
    this.root = root;
  }

  /** The trees of those exports whose archive is there and has one, in the order given. */
  synchronized List<Tree> of(List<CompletedExport> exports) {
    Map<CompletedExport, Optional<Tree>> now = new HashMap<>();
    List<Tree> trees = new ArrayList<>();
    for (CompletedExport export : exports) {
      if (Files.isRegularFile(path(export))) {
        Optional<Tree> tree = known.getOrDefault(export, Optional.empty());
        tree = known.containsKey(export) ? tree : read(export);
        now.put(export, tree);
        tree.ifPresent(trees::add);
      }
    }
    known = now;
    return trees;
  }

  private Optional<Tree> read(CompletedExport export) {
    Path archive = path(export);
    try {
      NavigableMap<String, S3Object> objects = new TreeMap<>();
      ArchiveTree.of(archive)
          .files()
          .forEach((key, file) -> objects.put(key, object(export, archive, key, file)));
      return Optional.of(new Tree(export, objects)).filter(tree -> !objects.isEmpty());
    } catch (InputException e) {
      // Told once: the other exports must stay readable.
      LOG.errorf("export %s is left out of the S3 view: %s", export.id(), e.getMessage());
      return Optional.empty();
    }
  }

  private static S3Object object(
      CompletedExport export, Path archive, String key, ArchiveTree.TreeFile file) {
    S3Object.Source source =
        file.stored()
            ? new S3Object.Source.Stored(archive, file.offset())
            : new S3Object.Source.Deflated(archive, key);
    return new S3Object(file.size(), file.sha256(), export.completedAt(), source);
  }

  private Path path(CompletedExport export) {
    return root.root().resolve(export.outputPath());
  }

  /** What an export brings to a bucket. */
  record Tree(CompletedExport export, NavigableMap<String, S3Object> objects) {}
}
