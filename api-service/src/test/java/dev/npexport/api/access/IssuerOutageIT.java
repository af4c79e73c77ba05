package dev.npexport.api.access;

import static dev.npexport.api.testing.Api.SAES;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.npexport.api.testing.AbsentIssuer;
import dev.npexport.api.testing.DataRootResource;
import dev.npexport.api.testing.Issuer;
import dev.npexport.api.testing.OidcServer;
import dev.npexport.api.testing.SigningKey;
import dev.npexport.testkit.BrokerResource;
import dev.npexport.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** OIDC alone, with an issuer that comes later than the service, takes another key and goes. */
@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = DataRootResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = AbsentIssuer.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IssuerOutageIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final SigningKey SECOND = SigningKey.named("second");

  OidcServer issuer;

  @Test
  @Order(1)
  void saysThatTheIssuerIsAwayAndTakesItsTokensOnceItIsThere() {
    String token = token(AbsentIssuer.KEY);
    isUnavailable(with(token));
    isUnavailable(signIn(token));
    given().get(SAES).then().statusCode(401);
    given().get("/q/health/ready").then().statusCode(200);
    given().get(OpenPaths.SESSION).then().statusCode(200).body("methods", contains("oidc"));
    issuer.start();
    with(token).statusCode(200);
    signIn(token).statusCode(200);
  }

  @Test
  @Order(2)
  void takesANewKeyOfTheIssuerInPlaceOfTheOldSoonAfterAStrangerNamedOne() throws Exception {
    with(token(SigningKey.named("third"))).statusCode(401);
    issuer.rotate(SECOND);
    String token = token(SECOND);
    Instant end = Instant.now().plus(PATIENCE);
    while (with(token).extract().statusCode() != 200) {
      assertThat(Instant.now()).as("the new key is never taken").isBefore(end);
      Thread.sleep(200);
    }
    with(token(AbsentIssuer.KEY)).statusCode(401);
  }

  @Test
  @Order(3)
  void goesOnWithTheKeysThatItHasWhileTheIssuerIsAway() {
    issuer.stop();
    with(token(SECOND)).statusCode(200);
  }

  private static void isUnavailable(ValidatableResponse answer) {
    answer
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", equalTo("5"))
        .body("code", equalTo("issuer_unavailable"));
  }

  private String token(SigningKey key) {
    return key.sign(Issuer.claims(issuer.url(), Issuer.AUDIENCE, Instant.now().plusSeconds(600)));
  }

  private static ValidatableResponse with(String token) {
    return given().header("Authorization", "Bearer " + token).get(SAES).then();
  }

  private static ValidatableResponse signIn(String token) {
    return given()
        .contentType(ContentType.JSON)
        .body("{\"token\": \"%s\"}".formatted(token))
        .post(OpenPaths.SESSION)
        .then();
  }
}
