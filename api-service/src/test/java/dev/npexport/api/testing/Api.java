package dev.npexport.api.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

/** The calls that many tests begin with. */
public final class Api {

  public static final String SAES = "/api/v1/saes";
  public static final String EXPORT = "/api/v1/neuronpedia/export";
  public static final String EXPORTS = "/api/v1/neuronpedia/exports";

  private Api() {}

  public static ValidatableResponse post(String path, String json) {
    return given().contentType(ContentType.JSON).body(json).post(path).then();
  }

  /** Registers the fake SAE in this folder and gives its id. */
  public static String sae(String folder) {
    return post(SAES, registration(folder)).extract().path("id");
  }

  public static String registration(String folder) {
    return """
        {"sae_path": "%s", "model_path": "model", "activations_path": "cache"}"""
        .formatted(folder);
  }

  /** Starts an export of a fresh registration and gives its id. */
  public static String export(String config) {
    return post(EXPORT, exportBody(sae("sae"), config)).statusCode(202).extract().path("id");
  }

  public static String exportBody(String sae, String config) {
    return """
        {"sae_id": "%s", "config": %s}"""
        .formatted(sae, config);
  }
}
