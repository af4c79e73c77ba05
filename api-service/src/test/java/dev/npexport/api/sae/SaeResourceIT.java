package dev.npexport.api.sae;

import static dev.npexport.api.testing.Api.SAES;
import static dev.npexport.api.testing.Api.post;
import static dev.npexport.api.testing.Api.registration;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.npexport.api.testing.Api;
import dev.npexport.api.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class SaeResourceIT {

  @Test
  void answersARegistrationWithEverythingFound() {
    post(SAES, registration("answered"))
        .statusCode(201)
        .header("Location", containsString("/api/v1/saes/"))
        .body("name", equalTo("answered"))
        .body("d_in", equalTo(128))
        .body("d_sae", equalTo(1024))
        .body("hook_name", equalTo("blocks.2.hook_resid_post"))
        .body("activations.mean_l0", equalTo(11.9f))
        .body("activations.ignored_token_ids", equalTo(java.util.List.of(0)))
        .body("fingerprints.sae_weights", equalTo("a".repeat(64)))
        .body("labels_path", equalTo(null))
        .body("created_at", containsString("T"));
  }

  @Test
  void findsTheSameInputsRegisteredAgain() {
    String id = Api.sae("idle");
    post(
            SAES,
            """
            {"name": "renamed", "sae_path": "moved/idle", "model_path": "model",
             "activations_path": "cache", "labels_path": "labels.jsonl"}""")
        .statusCode(200)
        .body("id", equalTo(id))
        .body("name", equalTo("renamed"))
        .body("sae_path", equalTo("moved/idle"))
        .body("label_count", equalTo(900));
    given().get(SAES + "/" + id).then().statusCode(200).body("name", equalTo("renamed"));
  }

  @Test
  void keepsWhereDenseActivationsAre() {
    String registration =
        """
        {"sae_path": "dense", "model_path": "model", "activations_path": "cache",
         "dense_activations_path": "%s"}""";
    post(SAES, registration.formatted("dense.npy"))
        .statusCode(201)
        .body("dense_activations_path", equalTo("dense.npy"))
        .body("fingerprints.dense_activations", equalTo("e".repeat(64)));
    post(SAES, registration.formatted("../dense.npy"))
        .statusCode(422)
        .body("problems[0].where", equalTo("dense_activations_path"));
  }

  @Test
  void answersEveryProblemAtOnce() {
    post(
            SAES,
            """
            {"sae_path": "bad", "model_path": "missing", "activations_path": "cache"}""")
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid_input"))
        .body("problems", hasSize(3))
        .body("problems[0].code", equalTo("wrong_shape"))
        .body("problems[0].file", equalTo("bad/w.safetensors"))
        .body("problems[0].where", equalTo("tensor W_dec"))
        .body("problems[2].code", equalTo("file_not_found"))
        .body("problems[2].file", equalTo("missing"));
  }

  @Test
  void refusesPathsThatLeaveTheDataRoot() {
    post(
            SAES,
            """
            {"sae_path": "../x", "model_path": "/etc", "activations_path": "cache"}""")
        .statusCode(422)
        .body("code", equalTo("path_outside_data_root"))
        .body("problems", hasSize(2))
        .body("problems[1].file", equalTo("/etc"))
        .body("problems[1].where", equalTo("model_path"));
  }

  @Test
  void namesEveryMissingField() {
    post(SAES, "{}")
        .statusCode(400)
        .body("code", equalTo("missing_field"))
        .body(
            "problems.where",
            equalTo(java.util.List.of("sae_path", "model_path", "activations_path")));
  }

  @Test
  void refusesUnknownFieldsByName() {
    post(SAES, "{\"sae_paht\": \"sae\"}")
        .statusCode(400)
        .body("code", equalTo("unknown_field"))
        .body("problems[0].where", equalTo("sae_paht"))
        .body("problems[0].message", containsString("sae_path"));
  }

  @Test
  void refusesAnEmptyOrEndlessName() {
    for (String name : new String[] {" ", "x".repeat(201)}) {
      post(
              SAES,
              """
              {"name": "%s", "sae_path": "sae", "model_path": "model", "activations_path": "cache"}"""
                  .formatted(name))
          .statusCode(400)
          .body("problems[0].where", equalTo("name"));
    }
  }

  @Test
  void listsByPageAndForgets() {
    String id = Api.sae("sae2");
    given()
        .get(SAES + "?size=1")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("size", equalTo(1));
    given().delete(SAES + "/" + id).then().statusCode(204);
    given().get(SAES + "/" + id).then().statusCode(404).body("code", equalTo("sae_not_found"));
    given().get(SAES).then().body("items.id", not(hasItem(id)));
    post(SAES, registration("sae2")).statusCode(201).body("id", equalTo(id));
  }

  @Test
  void keepsAnSaeWithARunningExport() {
    Api.export("{}");
    String id = Api.sae("sae");
    given().delete(SAES + "/" + id).then().statusCode(409).body("code", equalTo("sae_in_use"));
  }
}
