package dev.ganz.host.tune;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Directories whose entries must be on the storage: a new name is lost in a crash until its directory is synced. */
final class Folders {
    private Folders() {}

    static void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.getParent();
            if (parent != null) {
                create(parent);
            }
            Files.createDirectory(folder);
            if (parent != null) {
                sync(parent);
            }
        }
    }

    static void sync(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
