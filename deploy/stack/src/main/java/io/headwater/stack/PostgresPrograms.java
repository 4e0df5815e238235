package io.headwater.stack;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from zonky's archive at the first start. The unpacking happens in a folder beside the
 * wanted one, which is then moved there whole: nobody ever meets half of it, whether the JVM was killed or several start
 * at once.
 */
record PostgresPrograms(Path folder) {
    Path initdb() {
        return program("initdb");
    }

    Path postgres() {
        return program("postgres");
    }

    private Path program(String name) {
        if (!isThere()) {
            unpack();
        }
        return folder.resolve("bin").resolve(name);
    }

    private boolean isThere() {
        return Files.isExecutable(folder.resolve("bin").resolve("postgres"));
    }

    private void unpack() {
        Path fresh = null;
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            fresh = Files.createTempDirectory(folder.toAbsolutePath().getParent(), ".postgres-");
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            extract(fresh);
            put(fresh);
        } catch (IOException failure) {
            if (fresh != null) {
                Folders.delete(fresh);
            }
            throw new StackException(
                    "cannot unpack PostgreSQL into " + folder + ": " + failure.getMessage()
                            + ". The folder must be writable the first time and needs 60 MB",
                    failure);
        }
    }

    /** Puts the folder with the programs in its place, unless another process was first. */
    void put(Path fresh) throws IOException {
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException taken) {
            // An atomic move onto a folder that is not empty fails without a type of its own.
            if (!isThere()) {
                throw taken;
            }
            Folders.delete(fresh);
        }
    }

    private static void extract(Path into) throws IOException {
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary("Linux", machine);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException("the archive names a file outside of it: " + entry.getName());
                }
                extract(tar, entry, target);
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
