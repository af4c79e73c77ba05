package dev.npexport.api.sae;

import static dev.npexport.api.testing.Api.SAES;
import static dev.npexport.api.testing.Api.post;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import dev.npexport.api.testing.Patch;
import dev.npexport.api.testing.RealEngine;
import dev.npexport.api.testing.RealParts;
import dev.npexport.model.path.DataRoot;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shipped sample, and copies of it that are damaged in one place, looked at by the engine. */
@QuarkusTest
@RealParts
@TestProfile(RealEngine.class)
class BadInputIT {

  private static final Path SAMPLE = Path.of("../samples/small");

  @Inject DataRoot root;
  private Path folder;

  @BeforeEach
  void copySample() throws IOException {
    folder = Files.createTempDirectory(root.root(), "case");
    copy("sae");
    copy("model");
    copy("labels.jsonl");
    Files.copy(
        SAMPLE.resolve("activations/columnar.safetensors"), folder.resolve("cache.safetensors"));
  }

  @Test
  void registersTheSample() {
    register()
        .statusCode(201)
        .body("format", equalTo("saelens"))
        .body("architecture", equalTo("jumprelu"))
        .body("d_sae", equalTo(1024))
        .body("vocabulary", equalTo(4096))
        .body("hook_name", equalTo("blocks.2.hook_resid_post"))
        .body("layer", equalTo(2))
        .body("activations.kind", equalTo("columnar"))
        .body("activations.prompts", equalTo(384));
    register().statusCode(200);
    given().get(SAES).then().statusCode(200);
  }

  @Test
  void namesAMissingFile() throws IOException {
    Files.delete(folder.resolve("model/model.safetensors"));
    register().statusCode(422).body("code", equalTo("file_not_found"));
  }

  @Test
  void namesATruncatedFile() throws IOException {
    Patch.truncate(folder.resolve("sae/sae_weights.safetensors"), 0.5);
    refused("malformed_safetensors", "sae/sae_weights.safetensors", "");
  }

  @Test
  void namesATensorOfTheWrongShape() throws IOException {
    Patch.header(folder.resolve("sae/sae_weights.safetensors"), "[1024,128]", "[512,256] ");
    refused("wrong_shape", "sae/sae_weights.safetensors", "W_dec");
  }

  @Test
  void namesATensorOfTheWrongType() throws IOException {
    Patch.header(folder.resolve("sae/sae_weights.safetensors"), "F32", "I32");
    register().statusCode(422).body("problems.code", hasItem("wrong_dtype"));
  }

  @Test
  void saysThatSaeAndModelDoNotFit() throws IOException {
    Patch.text(folder.resolve("model/config.json"), "\"n_embd\": 128", "\"n_embd\": 256");
    register().statusCode(422).body("problems.code", hasItem("wrong_shape"));
  }

  @Test
  void namesTheTensorWithNan() throws IOException {
    Patch.element(
        folder.resolve("sae/sae_weights.safetensors"),
        "W_dec",
        300,
        Float.floatToIntBits(Float.NaN));
    refused("not_finite", "sae/sae_weights.safetensors", "W_dec");
  }

  @Test
  void namesAnUnknownArchitecture() throws IOException {
    Patch.text(folder.resolve("sae/cfg.json"), "\"jumprelu\"", "\"quantum\"");
    register().statusCode(422).body("code", equalTo("unknown_architecture"));
  }

  @Test
  void namesACacheOfAnotherSize() throws IOException {
    Files.writeString(
        folder.resolve("cache.safetensors"),
        """
        {"format":"npexport-activations-jsonl","version":1,"hook_name":"blocks.2.hook_resid_post","counted_tokens":10,"ignored_token_ids":[0],"decoder_norm_folded":false}
        {"feature_index":1024,"prompt_index":0,"token_ids":[1,2,3],"values":[0,1,0]}
        """);
    Files.move(folder.resolve("cache.safetensors"), folder.resolve("cache.jsonl"));
    register("cache.jsonl")
        .statusCode(422)
        .body("code", equalTo("index_out_of_range"))
        .body("problems[0].where", containsString("2"));
  }

  @Test
  void namesAPositionOutsideThePrompt() throws IOException {
    Patch.element(folder.resolve("cache.safetensors"), "position", 5, 500);
    register()
        .statusCode(422)
        .body("problems.code", hasItem("index_out_of_range"))
        .body("problems[0].file", containsString("cache.safetensors"));
  }

  @Test
  void namesATokenOutsideTheVocabulary() throws IOException {
    Patch.element(folder.resolve("cache.safetensors"), "tokens", 7, 4096);
    register()
        .statusCode(422)
        .body("problems.code", hasItem("index_out_of_range"))
        .body("problems[0].message", containsString("4096"));
  }

  @Test
  void namesTheLabelOfAnUnknownFeature() throws IOException {
    Files.writeString(
        folder.resolve("labels.jsonl"), "{\"feature_index\": 1024, \"label\": \"too far\"}\n");
    register()
        .statusCode(422)
        .body("code", equalTo("unknown_feature"))
        .body("problems[0].file", containsString("labels.jsonl"))
        .body("problems[0].where", containsString("1"));
  }

  @Test
  void tellsAllOfThemAtOnce() throws IOException {
    Patch.truncate(folder.resolve("sae/sae_weights.safetensors"), 0.5);
    Files.delete(folder.resolve("model/tokenizer.json"));
    Files.writeString(
        folder.resolve("labels.jsonl"), "{\"feature_index\": 1, \"label\": \"x\"}\n{\n");
    register()
        .statusCode(422)
        .body("code", equalTo("invalid_input"))
        .body(
            "problems.code", hasItems("malformed_safetensors", "file_not_found", "malformed_json"));
  }

  @Test
  void refusesALinkInsideTheSaeThatLeavesTheDataRoot() throws IOException {
    Files.delete(folder.resolve("sae/cfg.json"));
    Files.createSymbolicLink(
        folder.resolve("sae/cfg.json"), SAMPLE.resolve("sae/cfg.json").toRealPath());
    register().statusCode(422).body("code", equalTo("path_outside_data_root"));
  }

  private void refused(String code, String file, String where) {
    register()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("problems[0].file", equalTo(folder.getFileName() + "/" + file))
        .body("problems[0].where", containsString(where));
  }

  private ValidatableResponse register() {
    return register("cache.safetensors");
  }

  private ValidatableResponse register(String cache) {
    String at = folder.getFileName().toString();
    return post(
        SAES,
        """
        {"sae_path": "%1$s/sae", "model_path": "%1$s/model", "activations_path": "%1$s/%2$s",
         "labels_path": "%1$s/labels.jsonl"}"""
            .formatted(at, cache));
  }

  private void copy(String name) throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLE.resolve(name))) {
      for (Path file : files.toList()) {
        Path target = folder.resolve(SAMPLE.relativize(file).toString());
        Files.copy(file, target);
        target.toFile().setWritable(true);
      }
    }
  }
}
