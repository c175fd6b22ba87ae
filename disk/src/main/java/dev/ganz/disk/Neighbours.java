package dev.ganz.disk;

/** Opens the other files that an image names: extents, backing files. Says no where the user did not allow it. */
public interface Neighbours {
    /** A file by the name that the image gives. */
    Source file(String name);

    /**
     * An image by the name that the image gives.
     *
     * @param format as the image tells, or empty
     */
    Image image(String name, java.util.Optional<String> format);
}
