package dev.npexport.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real PostgreSQL and the real broker, in a folder whose name has a space. */
class EmbeddedStoresIT {

  @TempDir Path temporary;

  @Test
  void postgresKeepsItsRowsOverARestartAndWantsItsPassword() throws Exception {
    var folder = DataFolder.open(temporary.resolve("with a space"));
    var settings = InstanceSettings.of(folder);
    try (var postgres = EmbeddedPostgres.start(folder, settings)) {
      try (var connection = connect(postgres, settings.postgresPassword());
          var statement = connection.createStatement()) {
        statement.execute("create table kept (value int)");
        statement.execute("insert into kept values (42)");
      }
      assertThatThrownBy(() -> connect(postgres, "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(ProcessHandle.of(postgres.pid())).isPresent();
    }
    assertThat(EmbeddedPostgres.pidFile(folder)).doesNotExist();

    var again = InstanceSettings.of(folder);
    try (var postgres = EmbeddedPostgres.start(folder, again);
        var connection = connect(postgres, settings.postgresPassword());
        var rows = connection.createStatement().executeQuery("select value from kept")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(42);
    }
  }

  @Test
  void stopsAPostgresThatAnEarlierInstanceLeftBehind() throws Exception {
    var folder = DataFolder.open(temporary.resolve("left"));
    var left = EmbeddedPostgres.start(folder, InstanceSettings.of(folder));
    var leftProcess = ProcessHandle.of(left.pid()).orElseThrow();
    try (var postgres = EmbeddedPostgres.start(folder, InstanceSettings.of(folder))) {
      assertThat(postgres.pid()).isNotEqualTo(left.pid());
      assertThat(leftProcess.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }
  }

  @Test
  void theBrokerKeepsADurableMessageOverARestartAndIgnoresRabbitsArguments() throws Exception {
    var folder = DataFolder.open(temporary.resolve("with a space"));
    var settings = InstanceSettings.of(folder);
    Map<String, Object> rabbitArguments =
        Map.of("x-queue-type", "quorum", "x-dead-letter-exchange", "dead");
    try (var broker = EmbeddedBroker.start(folder, settings);
        var connection = connect(settings, settings.brokerPassword());
        var channel = connection.createChannel()) {
      assertThat(broker).isNotNull();
      channel.confirmSelect();
      channel.queueDeclare("kept", true, false, false, rabbitArguments);
      channel.basicPublish(
          "", "kept", MessageProperties.PERSISTENT_BASIC, "hello".getBytes(StandardCharsets.UTF_8));
      channel.waitForConfirmsOrDie(10_000);
    }
    try (var broker = EmbeddedBroker.start(folder, settings);
        var connection = connect(settings, settings.brokerPassword());
        Channel channel = connection.createChannel()) {
      assertThat(broker).isNotNull();
      var message = channel.basicGet("kept", true);
      assertThat(new String(message.getBody(), StandardCharsets.UTF_8)).isEqualTo("hello");
    }
  }

  @Test
  void theBrokerRefusesAWrongPassword() {
    var folder = DataFolder.open(temporary.resolve("secret"));
    var settings = InstanceSettings.of(folder);
    try (var broker = EmbeddedBroker.start(folder, settings)) {
      assertThat(broker).isNotNull();
      assertThatThrownBy(() -> connect(settings, "guest"))
          .isInstanceOf(com.rabbitmq.client.PossibleAuthenticationFailureException.class);
    }
  }

  @Test
  void secretsAreReadableByTheirOwnerAlone() throws Exception {
    var folder = DataFolder.open(temporary.resolve("modes"));
    var settings = InstanceSettings.of(folder);
    assertThat(settings.postgresPassword()).hasSize(48).isNotEqualTo(settings.brokerPassword());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.system().resolve("settings.properties"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.system())))
        .isEqualTo("rwx------");
  }

  private static java.sql.Connection connect(EmbeddedPostgres postgres, String password)
      throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), InstanceSettings.USER, password);
  }

  private static Connection connect(InstanceSettings settings, String password) throws Exception {
    var factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(settings.brokerPort());
    factory.setUsername(InstanceSettings.USER);
    factory.setPassword(password);
    return factory.newConnection();
  }
}
