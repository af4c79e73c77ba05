package dev.npexport.api.access;

import static dev.npexport.api.testing.Api.SAES;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.npexport.api.testing.Api;
import dev.npexport.api.testing.AsksForTokens;
import dev.npexport.api.testing.Issuer;
import dev.npexport.api.testing.RealParts;
import dev.npexport.api.testing.Rows;
import dev.npexport.api.testing.TreeArchive;
import dev.npexport.api.testing.WatchClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealParts
@TestProfile(AsksForTokens.class)
class AccessIT {

  private static final String EXPORTS_SOCKET = "/ws/neuronpedia/exports";

  @Inject Rows rows;

  @ParameterizedTest
  @ValueSource(
      strings = {
        SAES,
        "/api/v1/files",
        "/api/v1/nothing",
        "/api;x=1/v1/saes",
        "/api/v1;x=1/saes",
        "//api/v1/saes",
        "/%61pi/v1/saes",
        "/s3",
        "/s3/bucket?list-type=2",
        "/s3-link/1.x/bucket",
        "/q/metrics",
        EXPORTS_SOCKET
      })
  void answersNobodyWithoutAToken(String path) {
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", equalTo("Bearer realm=\"npexport\""))
        .body("code", equalTo("unauthenticated"));
  }

  @Test
  void showsWhatHoldsNoDataToEverybody() {
    given().get("/q/health/live").then().statusCode(200);
    given().get("/q/openapi").then().statusCode(200);
    given()
        .get(OpenPaths.SESSION)
        .then()
        .statusCode(200)
        .body("authentication_required", equalTo(true))
        .body("methods", contains("token", "oidc"))
        .body("signed_in", equalTo(false));
  }

  @Test
  void takesTheTokenOfTheFile() {
    with(Issuer.API_TOKEN).statusCode(200);
    with(Issuer.API_TOKEN + "x")
        .statusCode(401)
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
    given().header("Authorization", "Basic " + Issuer.API_TOKEN).get(SAES).then().statusCode(401);
  }

  @Test
  void takesTokensOfTheIssuerForThisServiceWhileTheyLast() {
    Instant later = Instant.now().plusSeconds(600);
    with(Issuer.token(Issuer.AUDIENCE, later)).statusCode(200);
    Issuer.bad()
        .forEach(
            (what, token) ->
                assertThat(with(token).extract().statusCode())
                    .as("a token %s", what)
                    .isEqualTo(401));
    assertThat(Issuer.introspections()).as("tokens shown to the issuer").isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {SAES, "/s3", "/q/metrics"})
  void takesTokensOfTheIssuerEverywhere(String path) {
    bearer(Issuer.token(Issuer.AUDIENCE, Instant.now().plusSeconds(600)))
        .get(path)
        .then()
        .statusCode(200);
  }

  @Test
  void readsTheBodyOfARequestWhoseTokenWasCheckedElsewhere() {
    bearer(Issuer.token(Issuer.AUDIENCE, Instant.now().plusSeconds(600)))
        .contentType(ContentType.JSON)
        .body(Api.registration("sae"))
        .post(SAES)
        .then()
        .statusCode(201);
  }

  @Test
  void signsABrowserInWithACookieThatScriptsCannotRead() {
    String cookie =
        given()
            .contentType(ContentType.JSON)
            .body("{\"token\": \"%s\"}".formatted(Issuer.API_TOKEN))
            .post(OpenPaths.SESSION)
            .then()
            .statusCode(200)
            .header("Set-Cookie", containsString("HttpOnly"))
            .header("Set-Cookie", containsString("SameSite=Lax"))
            .header("Cache-Control", equalTo("no-store"))
            .extract()
            .cookie(Sessions.COOKIE);
    given().cookie(Sessions.COOKIE, cookie).get(SAES).then().statusCode(200);
    given()
        .cookie(Sessions.COOKIE, cookie)
        .get(OpenPaths.SESSION)
        .then()
        .body("signed_in", equalTo(true));
    given().cookie(Sessions.COOKIE, cookie + "x").get(SAES).then().statusCode(401);
    given()
        .cookie(Sessions.COOKIE, cookie)
        .header("Origin", "http://elsewhere.example")
        .post(SAES)
        .then()
        .statusCode(403);
    given()
        .delete(OpenPaths.SESSION)
        .then()
        .statusCode(204)
        .header("Set-Cookie", containsString("Max-Age=0"));
  }

  @Test
  void endsASessionWithItsToken() {
    Instant end = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 300);
    given()
        .contentType(ContentType.JSON)
        .body("{\"token\": \"%s\"}".formatted(Issuer.token(Issuer.AUDIENCE, end)))
        .post(OpenPaths.SESSION)
        .then()
        .statusCode(200)
        .body("expires_at", equalTo(end.toString()));
    given()
        .contentType(ContentType.JSON)
        .body("{\"token\": \"wrong\"}")
        .post(OpenPaths.SESSION)
        .then()
        .statusCode(401);
  }

  @Test
  void makesADownloadLinkThatOpensInABrowser() {
    String id = export();
    rows.complete(id, new byte[] {1, 2, 3});
    String download = Api.EXPORT + "/" + id + "/download";
    given().get(download).then().statusCode(401);
    String link = link(download);
    assertThat(given().get(link).then().statusCode(200).extract().asByteArray())
        .isEqualTo(new byte[] {1, 2, 3});
    given().head(link).then().statusCode(200);
    String ticket = link.substring(link.indexOf('?'));
    given().get(Api.EXPORT + "/" + id + ticket).then().statusCode(401);
    given().delete(Api.EXPORT + "/" + id + ticket).then().statusCode(401);
    given().get(Api.EXPORT + "/" + UUID.randomUUID() + "/download" + ticket).then().statusCode(401);
  }

  @Test
  void makesALinkThatAnUnsignedS3ClientFollows() {
    TreeArchive archive = TreeArchive.of("linked", "2-res", "npexport_linked");
    rows.complete(export(), archive.zip());
    String endpoint = link("/s3");
    assertThat(endpoint).startsWith("/s3-link/");
    given()
        .get(endpoint + "/neuronpedia-datasets?list-type=2&prefix=v1/linked/2-res/m")
        .then()
        .statusCode(200)
        .body("ListBucketResult.Contents.Key", equalTo("v1/linked/2-res/model.jsonl"));
    given()
        .get(endpoint + "/neuronpedia-datasets/v1/linked/2-res/model.jsonl?x-id=GetObject")
        .then()
        .statusCode(200);
    given().get(endpoint + "/neuronpedia-datasets/none").then().statusCode(404);
    given().get(endpoint + "/../api/v1/saes").then().statusCode(401);
    given().put(endpoint + "/neuronpedia-datasets/x").then().statusCode(401);
  }

  @Test
  void linksNothingElse() {
    for (String path : new String[] {SAES, "/s3/bucket", "http://elsewhere.example/", ""}) {
      bearer(Issuer.API_TOKEN)
          .contentType(ContentType.JSON)
          .body("{\"path\": \"%s\"}".formatted(path))
          .post("/api/v1/links")
          .then()
          .statusCode(400)
          .body("code", equalTo("invalid_field"));
    }
  }

  @Test
  void opensWebSocketsByLink() {
    assertThatThrownBy(() -> WatchClient.connect(RestAssured.port, EXPORTS_SOCKET).close())
        .hasStackTraceContaining("401");
    String id = export();
    try (WatchClient client =
        WatchClient.connect(RestAssured.port, link("/ws/neuronpedia/export/" + id))) {
      assertThat(client.awaitType("state").path("job_id").asText()).isEqualTo(id);
    }
  }

  @Test
  void opensWebSocketsToWhoeverShowsATokenOrASession() {
    String id = export();
    String token = Issuer.token(Issuer.AUDIENCE, Instant.now().plusSeconds(600));
    String cookie =
        given()
            .contentType(ContentType.JSON)
            .body("{\"token\": \"%s\"}".formatted(token))
            .post(OpenPaths.SESSION)
            .cookie(Sessions.COOKIE);
    for (Map<String, String> shown :
        List.of(
            Map.of("Authorization", "Bearer " + token),
            Map.of("Cookie", Sessions.COOKIE + "=" + cookie))) {
      try (WatchClient client =
          WatchClient.connect(RestAssured.port, "/ws/neuronpedia/export/" + id, shown)) {
        assertThat(client.awaitType("state").path("job_id").asText()).isEqualTo(id);
      }
    }
    String over = Issuer.token(Issuer.AUDIENCE, Instant.now().minusSeconds(60));
    assertThatThrownBy(
            () ->
                WatchClient.connect(
                        RestAssured.port, EXPORTS_SOCKET, Map.of("Authorization", "Bearer " + over))
                    .close())
        .hasStackTraceContaining("401");
  }

  private static String export() {
    String sae =
        bearer(Issuer.API_TOKEN)
            .contentType(ContentType.JSON)
            .body(Api.registration("sae"))
            .post(SAES)
            .path("id");
    return bearer(Issuer.API_TOKEN)
        .contentType(ContentType.JSON)
        .body(Api.exportBody(sae, "{}"))
        .post(Api.EXPORT)
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private static String link(String path) {
    return bearer(Issuer.API_TOKEN)
        .contentType(ContentType.JSON)
        .body("{\"path\": \"%s\", \"lifetime_seconds\": 60}".formatted(path))
        .post("/api/v1/links")
        .then()
        .statusCode(200)
        .body("url", startsWith("/"))
        .extract()
        .path("url");
  }

  private static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  private static ValidatableResponse with(String token) {
    return bearer(token).get(SAES).then();
  }
}
