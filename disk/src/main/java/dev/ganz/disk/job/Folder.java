package dev.ganz.disk.job;

import dev.ganz.disk.FileSource;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.Neighbours;
import dev.ganz.disk.Source;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The folder of an image, out of which no name that it gives may lead, by {@code ..} or by a link, unless the user allowed it. */
final class Folder implements Neighbours {
    private static final int LONGEST_CHAIN = 64;

    private final Path image;
    private final String name;
    private final OpenImage.Opened opened;

    Folder(Path image, String name, OpenImage.Opened opened) {
        this.image = image;
        this.name = name;
        this.opened = opened;
    }

    @Override
    public Source file(String other) {
        Path path = path(other);
        opened.files().add(path);
        return FileSource.open(path, other);
    }

    @Override
    public Image image(String other, Optional<String> format) {
        if (opened.layers().size() >= LONGEST_CHAIN) {
            throw new ImageException(name + ": expected at most " + LONGEST_CHAIN
                    + " images one behind the other, found more, or one that is behind itself");
        }
        Optional<Format> known = format.map(text -> Format.named(text)
                .orElseThrow(() -> new ImageException(name + ": its backing file \"" + other + "\" is in the format "
                        + text + ", which is not read")));
        return OpenImage.open(path(other), other, known, opened.behind(), true);
    }

    private Path path(String other) {
        try {
            Path folder = image.toRealPath().getParent();
            Path path = (folder == null ? image : folder).resolve(other).toRealPath();
            boolean inside = folder != null && path.startsWith(folder);
            if (!inside && opened.access().allowed().stream().noneMatch(root -> isIn(path, root))) {
                throw new ImageException(name + ": names the file \"" + other
                        + "\", which lies outside its folder; --allow-path " + path + " lets it be read");
            }
            return path;
        } catch (InvalidPathException impossible) {
            throw new ImageException(name + ": names the file \"" + other + "\", which is no path", impossible);
        } catch (IOException missing) {
            throw new ImageException(
                    name + ": names the file \"" + other + "\", which cannot be read: no such file or directory",
                    missing);
        }
    }

    private static boolean isIn(Path path, Path root) {
        try {
            return path.startsWith(root.toRealPath());
        } catch (IOException missing) {
            return false;
        }
    }
}
