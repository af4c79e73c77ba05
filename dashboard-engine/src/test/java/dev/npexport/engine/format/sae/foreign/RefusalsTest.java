package dev.npexport.engine.format.sae.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeFormats;
import dev.npexport.engine.format.sae.golden.GoldenSaes;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SAELens cannot express is refused with the reason: each a good SAE with one change. */
class RefusalsTest {

  @TempDir Path folder;

  private GoldenSaes.Source golden(String name) throws IOException {
    return GoldenSaes.sources().stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A copy of a golden SAE; gives the place to open. */
  private Path copy(String name) throws IOException {
    GoldenSaes.Source source = golden(name);
    try (Stream<Path> files = Files.walk(source.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(source.folder().relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return folder.resolve(source.folder().relativize(source.sae()).toString());
  }

  private static void replace(Path file, String from, String to) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    byte[] changed = text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    if (file.toString().endsWith(".safetensors")) {
      ByteBuffer header = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
      header.putLong(0, header.getLong(0) + to.length() - from.length());
    }
    Files.write(file, changed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sparsify|run/layers.5/cfg.json|: \"topk\"|: \"groupmax\"|'groupmax' chooses features group by group",
        "sparsify|run/layers.5/cfg.json|\"k\": 4|\"k\": 4, \"signed\": true|features may be negative",
        "sparsify|run/layers.5/sae.safetensors|encoder.bias|W_skip|no topk architecture with a skip connection",
        "openmoss-relu|sae/config.json|\"sae_type\": \"sae\"|\"sae_type\": \"crosscoder\"|it is of type 'crosscoder'",
        "openmoss-relu|sae/sae_weights.safetensors|b_D|W_E_glu|gated linear unit",
        "openmoss-relu|sae/config.json|\"inference\"|\"batch-wise\"|inputs are scaled 'batch-wise'",
        "openmoss-topk|sae/config.json|: \"topk\"|: \"batchtopk\"|over a whole batch",
        "llama-scope|Llama3_1-8B-Base-L5R-8x/hyperparams.json|: \"jumprelu\"|: \"topk\"|'topk' where Llama Scope has jumprelu",
        "llama-scope-r1-distill|800M-Slimpajama-0-OpenR1-Math-220k/L5R/config.json|: \"jumprelu\"|: \"topk\"|'topk' with these tensors",
        "openmoss-topk|sae/config.json|\"top_k\": 5, |` `|the number of features is not said",
        "openmoss-topk|sae/config.json|\"top_k\": 5|\"top_k\": 33|is 33, more than the 32 features",
        "sparsify|run/layers.5/cfg.json|\"k\": 4|\"k\": 33|is 33, more than the 32 features",
        "saelens-topk|sae/cfg.json|\"k\": 5|\"k\": 33|is 33, more than the 32 features",
        "saelens-temporal|sae/cfg.json|\"kval_topk\": 5|\"kval_topk\": 33|is 33, more than the 32 features",
        "saelens-temporal|sae/cfg.json|\"n_heads\": 2|\"n_heads\": 3|3 heads with a bottleneck_factor of 4 do not divide d_sae 32",
        "openmoss-topk-plain|sae/config.json|\"sparsity_include_decoder_norm\": false|\"sparsity_include_decoder_norm\": true|rows have different lengths",
        "openmoss-transcoder|sae/config.json|: \"relu\"|: \"topk\"|no transcoder with topk",
        "openmoss-transcoder|sae/config.json|dataset-wise|token-wise|output is scaled token by token",
        "dictionary-learning-topk|resid_post_layer_3/trainer_0/config.json|AutoEncoderTopK|CrossCoder|'CrossCoder' is not a class",
        "mistudio-topk|checkpoint_1000/layer_4_mlp/checkpoint.safetensors|\"top_k\"|\"top_q\"|the number of active features is not in the file",
        "mistudio-skip|checkpoint_1000/layer_4/checkpoint.safetensors|\"none\"|\"constant_norm_rescale\"|has a skip connection",
        "mistudio-standard-plain|checkpoint_1000/layer_4_residual/checkpoint.safetensors|\"none\"|\"zscores\"|inputs are scaled 'zscores'",
        "openai-topk|resid_post_mlp_v5_32k/autoencoders/7.pt|TopKq|JumPq|the activation function is 'JumP'",
        "gemma-scope-2-resid|gemma-scope-2-1b-pt/resid_post/layer_7_width_16k_l0_small/config.json|jump_relu|gelu|'gelu' is not jump_relu",
        "temporal|gemma-2-2B/layer_12/temporal/conf.yaml|: topk|: batch|'batch' is neither relu nor topk",
        "temporal|gemma-2-2B/layer_12/temporal/conf.yaml|tied_weights|tied|tied_weights: is missing",
        "temporal|gemma-2-2B/layer_12/temporal/conf.yaml|n_attn_layers: 1|n_attn_layers: 2|is 2, but the weights have fewer layers",
        "layer-transcoders|qwen3-1.7b-transcoders-lowl0/wandb-config.yaml|value: 32|value: 33|does not agree with the weights, 32",
        "layer-transcoders|qwen3-1.7b-transcoders-lowl0/layer_3.safetensors|b_enc|W_skip|tensor W_skip",
        "cross-layer-transcoder|clt/config.yaml|feature_output_hook|output_hook|feature_output_hook: is missing",
        "cross-layer-transcoder|clt/W_dec_1.safetensors|[32,3,8]|[3,32,8]|expected floating-point [32, 1 to 1000 layers, 8]",
        "saelens-standard|sae/cfg.json|\"architecture\": \"standard\"|\"architecture\": \"batchtopk\"|exists in training only",
        "saelens-standard|sae/cfg.json|\"architecture\": \"standard\"|\"architecture\": \"matryoshka_batchtopk\"|exists in training only",
        "saelens-standard|sae/cfg.json|\"architecture\": \"standard\"|\"architecture\": \"abstopk\"|'abstopk' is not an architecture of SAELens",
        "saelens-standard|sae/cfg.json|\"architecture\": \"standard\"|\"architecture\": \"phase_multiplexed\"|'phase_multiplexed' is not an architecture of SAELens",
        "openai-topk|resid_post_mlp_v5_32k/autoencoders/7.pt|activation_state_dict|activation_state_dikt|the number of active features is not in the file",
        "openai-topk|resid_post_mlp_v5_32k/autoencoders/7.pt|\u0001\0\0\0kq|\u0001\0\0\0jq|k is no whole number from 1 to",
        "openai-topk|resid_post_mlp_v5_32k/autoencoders/7.pt|\u0004\0\0\0ReLUq|\u0004\0\0\0TanHq|'TanH' follows the choice of the largest"
      })
  void refusesWhatSaelensCannotExpress(
      String name, String file, String from, String to, String reason) throws IOException {
    Path sae = copy(name);
    replace(folder.resolve(file), from, to.strip().isEmpty() ? "" : to);
    assertThatThrownBy(() -> SaeFormats.open(sae).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(reason);
  }

  /** One in each format: a tensor under a name that the format is not known to have. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "saelens-standard|sae/sae_weights.safetensors|b_dec|b_dex",
        "gemma-scope-res|gemma-scope-2b-pt-res/layer_12/width_16k/average_l0_71/params.npz|b_dec|b_dex",
        "gemma-scope-2-resid|gemma-scope-2-1b-pt/resid_post/layer_7_width_16k_l0_small/params.safetensors|b_dec|b_dex",
        "llama-scope|Llama3_1-8B-Base-L5R-8x/checkpoints/final.safetensors|decoder.bias|decoder.bies",
        "openmoss-relu|sae/sae_weights.safetensors|b_D|b_X",
        "dictionary-learning-topk|resid_post_layer_3/trainer_0/ae.pt|b_dec|b_dex",
        "sparsify|run/layers.5/sae.safetensors|b_dec|b_dex",
        "mistudio-standard|checkpoint_1000/layer_4_residual/checkpoint.safetensors|decoder_bias|decoder_bies",
        "openai-topk|resid_post_mlp_v5_32k/autoencoders/7.pt|stats_last_nonzero|stats_last_nonzerp",
        "goodfire|Llama-3.1-8B-Instruct-SAE-l19.pth|decoder_linear.bias|decoder_linear.bies",
        "qwen-scope|SAE-Res-Qwen3-1.7B-Base-W32K-L0_5/layer3.sae.pt|b_dec|b_dex",
        "deepseek-r1|DeepSeek-R1-Distill-Llama-8B-SAE-l19.pt|decoder.bias|decoder.bies",
        "connor-rob-hook-z|gpt2-small_L5_Hcat_z_lr1.20e-03.pt|b_dec|b_dex",
        "layer-transcoders|qwen3-1.7b-transcoders-lowl0/layer_3.safetensors|b_dec|b_dex",
        "cross-layer-transcoder|clt/W_enc_1.safetensors|b_dec_1|b_dex_1",
        "temporal|gemma-2-2B/layer_12/temporal/latest_ckpt.safetensors|k_ctx.bias|k_ctx.bies"
      })
  void refusesATensorWhoseMeaningIsNotKnown(String name, String file, String from, String to)
      throws IOException {
    Path sae = copy(name);
    replace(folder.resolve(file), from, to);
    assertThatThrownBy(() -> SaeFormats.open(sae).close())
        .isInstanceOfSatisfying(
            InputException.class,
            e ->
                assertThat(e.problems())
                    .anySatisfy(
                        problem -> {
                          assertThat(problem.code()).isEqualTo(ProblemCode.UNEXPECTED_TENSOR);
                          assertThat(problem.where()).contains(to);
                        }));
  }

  @Test
  void refusesAScaleOfGemmaScopeUnlessItChangesNothing() throws IOException {
    Path sae = copy("gemma-scope-res");
    Path params = Files.isDirectory(sae) ? sae.resolve("params.npz") : sae;
    withScale(params, 1f);
    SaeFormats.open(sae).close();
    withScale(params, 2f);
    assertThatThrownBy(() -> SaeFormats.open(sae).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("tensor scaling_factor")
        .hasMessageContaining("it scales features after they are found, and is not 1");
  }

  /** Adds the array {@code scaling_factor}, or replaces it, with one number. */
  private static void withScale(Path npz, float scale) throws IOException {
    var bytes = new ByteArrayOutputStream();
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }";
    try (var in = new ZipFile(npz.toFile());
        var out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        if (!entry.getName().startsWith("scaling_factor")) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          in.getInputStream(entry).transferTo(out);
        }
      }
      out.putNextEntry(new ZipEntry("scaling_factor.npy"));
      ByteBuffer array =
          ByteBuffer.allocate(10 + header.length() + 4).order(ByteOrder.LITTLE_ENDIAN);
      array.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
      array.put((byte) 1).put((byte) 0).putShort((short) header.length());
      out.write(array.put(header.getBytes(StandardCharsets.US_ASCII)).putFloat(scale).array());
    }
    Files.write(npz, bytes.toByteArray());
  }

  @Test
  void refusesMoreActiveFeaturesOfQwenScopeThanThereAre() throws IOException {
    Path sae = copy("qwen-scope");
    Path moved = folder.resolve("SAE-Res-Qwen3-1.7B-Base-W32K-L0_33");
    Files.move(sae.getParent(), moved);
    assertThatThrownBy(() -> SaeFormats.open(moved.resolve("layer3.sae.pt")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it says 33 active features of 32");
  }

  @Test
  void refusesTorchScript() throws IOException {
    Path sae = copy("openai-topk");
    Path script = folder.resolve("script.pt");
    try (var in = new ZipFile(sae.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(script))) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        in.getInputStream(entry).transferTo(out);
      }
      out.putNextEntry(new ZipEntry("7/constants.pkl"));
    }
    assertThatThrownBy(() -> SaeFormats.open(script).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining(script.toString())
        .hasMessageContaining("is a TorchScript program; save the state_dict() instead");
  }

  @Test
  void asksWhichLayerOfAFolderIsMeant() throws IOException {
    Path sae = copy("layer-transcoders");
    try (Sae one = SaeFormats.open(sae.getParent())) {
      assertThat(one.config().hookName()).contains("blocks.3.mlp.hook_in");
    }
    Files.copy(sae, sae.resolveSibling("layer_4.safetensors"));
    assertThatThrownBy(() -> SaeFormats.open(sae.getParent()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds 2 layers")
        .hasMessageContaining("layer_3.safetensors, layer_4.safetensors");
  }

  @Test
  void warnsThatACrossLayerTranscoderIsSummed() throws IOException {
    for (String name : new String[] {"cross-layer-transcoder", "gemma-scope-2-cross-layer"}) {
      try (Sae sae = SaeFormats.open(golden(name).sae())) {
        assertThat(sae.warnings()).anyMatch(warning -> warning.contains("summed, as SAELens does"));
      }
    }
  }

  @Test
  void namesTheFileOfEachTensorOfAPair() throws IOException {
    try (Sae sae = SaeFormats.open(golden("cross-layer-transcoder").sae())) {
      assertThat(sae.weightFiles())
          .extracting(file -> file.getFileName().toString())
          .containsExactly("W_enc_1.safetensors", "W_dec_1.safetensors");
    }
  }

  @Test
  void needsTheFolderThatSaysHowManyFeaturesOfQwenScopeAreActive() throws IOException {
    Path sae = copy("qwen-scope");
    Path moved = folder.resolve("elsewhere");
    Files.move(sae.getParent(), moved);
    assertThatThrownBy(() -> SaeFormats.open(moved.resolve("layer3.sae.pt")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("how many features are active");
  }
}
