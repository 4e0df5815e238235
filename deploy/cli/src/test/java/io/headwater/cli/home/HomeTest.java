package io.headwater.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path dir;

    @Test
    void the_token_is_made_once_and_only_its_owner_may_read_it() throws IOException {
        HeadwaterHome home = new HeadwaterHome(dir).prepare();
        String token = home.token();
        assertThat(token).hasSizeGreaterThan(40);
        assertThat(new HeadwaterHome(dir).token()).isEqualTo(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("token"))))
                .isEqualTo("rw-------");
    }

    @Test
    void secrets_differ_by_name_and_stay() {
        HeadwaterHome home = new HeadwaterHome(dir).prepare();
        assertThat(home.secret("a")).isNotEqualTo(home.secret("b")).isEqualTo(new HeadwaterHome(dir).secret("a"));
    }

    @Test
    void what_parts_spool_lies_in_the_home_and_is_cleared_before_they_start() throws IOException {
        HeadwaterHome home = new HeadwaterHome(dir).prepare();
        assertThat(home.temporary()).isDirectory().startsWith(dir);
        Files.writeString(home.temporary().resolve("upload"), "half");
        home.clearTemporary();
        assertThat(home.temporary()).isEmptyDirectory();
    }

    @Test
    void a_fresh_start_keeps_token_secrets_and_settings() throws IOException {
        HeadwaterHome home = new HeadwaterHome(dir).prepare();
        String token = home.token();
        String secret = home.secret("a");
        Files.writeString(home.data().resolve("x"), "data");
        home.wipe();
        assertThat(home.data()).doesNotExist();
        assertThat(home.token()).isEqualTo(token);
        assertThat(home.secret("a")).isEqualTo(secret);
    }

    @Test
    void settings_move_a_port() throws IOException {
        Files.writeString(dir.resolve("headwater.properties"), "port.kafka=12345\n");
        assertThat(Ports.of(new HeadwaterHome(dir)).of("kafka")).isEqualTo(12345);
    }

    @Test
    void a_port_somebody_listens_on_is_not_free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(socket.getLocalPort())).isFalse();
        }
    }
}
