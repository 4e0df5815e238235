package io.headwater.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProgramsTest {
    @TempDir
    Path folder;

    private Path programs(String name, String content) throws IOException {
        Path program =
                Files.createDirectories(folder.resolve(name).resolve("bin")).resolve("postgres");
        Files.writeString(program, content);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return folder.resolve(name);
    }

    @Test
    void of_two_processes_that_unpack_at_once_the_first_wins_and_the_other_takes_its_programs() throws IOException {
        PostgresPrograms programs = new PostgresPrograms(folder.resolve("postgres"));
        programs.put(programs("mine", "mine"));
        Path late = programs("late", "late");
        programs.put(late);

        assertThat(programs.postgres()).hasContent("mine");
        assertThat(late).doesNotExist();
    }

    @Test
    void a_folder_that_holds_something_else_is_left_alone_and_told() throws IOException {
        PostgresPrograms programs = new PostgresPrograms(folder.resolve("postgres"));
        Path other = Files.createDirectories(programs.folder()).resolve("mine.txt");
        Files.writeString(other, "mine");
        Path fresh = programs("fresh", "fresh");

        assertThatThrownBy(() -> programs.put(fresh)).isInstanceOf(FileSystemException.class);
        assertThat(other).hasContent("mine");
    }
}
