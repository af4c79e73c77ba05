package dev.npexport.api.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.npexport.engine.ExportEngine;
import dev.npexport.engine.ExportPlan;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.FeatureRow;
import dev.npexport.engine.Fingerprints;
import dev.npexport.engine.InputFacts;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.PackagedArchive;
import dev.npexport.engine.ProgressListener;
import dev.npexport.engine.format.activation.ActivationSource;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ObjIntConsumer;

/**
 * An engine whose inputs are folders that only have to exist; one called {@code bad} has two
 * problems, and what is in a folder called {@code same} is the same wherever it lies.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class FakeEngine implements ExportEngine {

  @Override
  public InputFacts describe(InputPaths inputs) {
    Problems problems = new Problems();
    for (Path path : List.of(inputs.sae(), inputs.model(), inputs.activations())) {
      if (!Files.exists(path)) {
        problems.add(ProblemCode.FILE_NOT_FOUND, path, "", "expected a file or folder");
      }
      if (path.endsWith("bad")) {
        problems.add(
            ProblemCode.WRONG_SHAPE,
            path.resolve("w.safetensors"),
            "tensor W_dec",
            "expected [8, 4]");
        problems.add(
            ProblemCode.NOT_FINITE, path.resolve("w.safetensors"), "tensor b_enc", "NaN at 3");
      }
    }
    problems.throwIfAny();
    String content = inputs.sae().getFileName().toString();
    String id = UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString();
    return new InputFacts(
        id,
        new Fingerprints(
            "a".repeat(64),
            "b".repeat(64),
            "c".repeat(64),
            "d".repeat(64),
            inputs.denseActivations().map(path -> "e".repeat(64))),
        "saelens",
        "jumprelu",
        128,
        128,
        1024,
        4096,
        Optional.of("tiny"),
        Optional.of("blocks.2.hook_resid_post"),
        Optional.of("hook_resid_post"),
        Optional.of(2),
        content.startsWith("nameless") ? Optional.empty() : Optional.of("tiny"),
        Optional.of("res-npexport"),
        new ActivationSource(
            "delphi", 384, 128, 49_152, 48_768, new int[] {0}, "float16", false, 11.9),
        580_000,
        inputs.labels().isPresent() ? 900 : 0,
        List.of());
  }

  @Override
  public ExportPlan plan(ExportRequest request, ProgressListener listener) {
    throw new UnsupportedOperationException("the API plans nothing");
  }

  @Override
  public List<FeatureRow> featureTable(ExportRequest request, ProgressListener listener) {
    throw new UnsupportedOperationException("the API asks for no table");
  }

  @Override
  public byte[] dashboard(ExportRequest request, int feature) {
    return "{\"feature_index\":%d}".formatted(feature).getBytes(UTF_8);
  }

  @Override
  public void dashboards(
      ExportRequest request,
      ExportPlan.Shard shard,
      ObjIntConsumer<byte[]> sink,
      ProgressListener listener) {
    throw new UnsupportedOperationException("nothing is computed ahead here");
  }

  @Override
  public void computeShard(
      ExportRequest request, ExportPlan.Shard shard, Path target, ProgressListener listener) {
    throw new UnsupportedOperationException("the API computes nothing");
  }

  @Override
  public PackagedArchive packageArchive(
      ExportRequest request,
      ExportPlan plan,
      List<Path> shardFolders,
      Path target,
      ProgressListener listener) {
    throw new UnsupportedOperationException("the API packages nothing");
  }
}
