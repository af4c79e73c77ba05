package dev.npexport.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

  @TempDir Path temporary;

  @Test
  void theSecondToComeIsToldWhoHasTheFolder() {
    var folder = DataFolder.open(temporary);
    try (var lock = FolderLock.take(folder)) {
      lock.announce("http://127.0.0.1:1", FolderLock.Use.SERVE);
      assertThatThrownBy(() -> FolderLock.take(folder))
          .isInstanceOf(LaunchException.class)
          .hasMessage(
              "the folder %s is in use by another npexport (pid %d, at http://127.0.0.1:1); stop that one, or choose another folder with --data-dir"
                  .formatted(folder.root(), ProcessHandle.current().pid()));
    }
  }

  @Test
  void theHolderSaysWhereItServesAndIsForgottenAfterwards() {
    var folder = DataFolder.open(temporary);
    try (var lock = FolderLock.take(folder)) {
      assertThat(FolderLock.holder(folder)).isEmpty();
      lock.announce("http://127.0.0.1:8642", FolderLock.Use.ONE_EXPORT);
      assertThat(FolderLock.holder(folder).orElseThrow().url()).isEqualTo("http://127.0.0.1:8642");
      assertThat(FolderLock.holder(folder).orElseThrow().use())
          .isEqualTo(FolderLock.Use.ONE_EXPORT);
    }
    assertThat(FolderLock.holder(folder)).isEmpty();
    FolderLock.take(folder).close();
  }

  @Test
  void aNoteThatDoesNotSayWhatForIsOfOneThatServes() throws Exception {
    var folder = DataFolder.open(temporary);
    Files.writeString(folder.system().resolve("holder"), "17\nhttp://127.0.0.1:1\n");
    assertThat(FolderLock.holder(folder))
        .contains(new FolderLock.Holder(17, "http://127.0.0.1:1", FolderLock.Use.SERVE));
  }

  @Test
  void aTakenPortIsOneClearLine() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Ports.requireFree(socket.getLocalPort()))
          .isInstanceOf(LaunchException.class)
          .hasMessage(
              "port %d is in use by another program; choose another with --port"
                  .formatted(socket.getLocalPort()));
    }
  }

  @Test
  void settingsStayTheSameAndATakenPortIsReplaced() throws Exception {
    var folder = DataFolder.open(temporary);
    var first = InstanceSettings.of(folder);
    assertThat(InstanceSettings.of(folder)).isEqualTo(first);
    try (var socket = new ServerSocket(first.postgresPort(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.isBound()).isTrue();
      var second = InstanceSettings.of(folder);
      assertThat(second.postgresPort()).isNotEqualTo(first.postgresPort());
      assertThat(second.postgresPassword()).isEqualTo(first.postgresPassword());
      assertThat(second.brokerPort()).isEqualTo(first.brokerPort());
    }
  }
}
