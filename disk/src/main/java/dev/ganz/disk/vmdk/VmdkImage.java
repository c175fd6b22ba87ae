package dev.ganz.disk.vmdk;

import dev.ganz.disk.CheckReport;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.ImageInfo;
import dev.ganz.disk.Neighbours;
import dev.ganz.disk.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a VMDK: a {@link Descriptor} and its extents, whose sparse ones begin with a {@link SparseHeader}. */
public final class VmdkImage implements Image {
    private final List<Piece> pieces;
    /** Where each piece begins on the disk, and where the last ends. */
    private final long[] begins;

    private final Descriptor descriptor;
    private final ImageInfo info;

    private VmdkImage(Descriptor descriptor, List<Piece> pieces) {
        this.descriptor = descriptor;
        this.pieces = List.copyOf(pieces);
        this.begins = new long[pieces.size() + 1];
        long grain = 0;
        for (int i = 0; i < begins.length - 1; i++) {
            begins[i + 1] = begins[i] + pieces.get(i).length();
            if (pieces.get(i) instanceof Piece.Sparse sparse) {
                grain = Math.max(grain, sparse.file().header().grain());
            }
        }
        boolean dirty = pieces.stream()
                .anyMatch(piece -> piece instanceof Piece.Sparse sparse
                        && sparse.file().header().isUnclean());
        boolean compressed = pieces.stream()
                .anyMatch(piece -> piece instanceof Piece.Sparse sparse
                        && sparse.file().header().has(SparseHeader.COMPRESSED));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("cid", descriptor.number("CID"));
        details.put("parent-cid", descriptor.number("parentCID"));
        details.put("create-type", descriptor.createType());
        details.put("compressed", compressed);
        this.info = ImageInfo.of(Format.VMDK, begins[begins.length - 1], grain)
                .withDetails(details)
                .dirty(dirty)
                .withBacking(
                        descriptor.hasParent()
                                ? Optional.of(descriptor.text("parentFileNameHint", ""))
                                : Optional.empty(),
                        descriptor.hasParent() ? Optional.of("vmdk") : Optional.empty());
    }

    /** Whether a file is a descriptor or a sparse extent. */
    public static boolean recognises(Source file) {
        if (file.has(SparseHeader.MAGIC, 0) || file.has(SparseHeader.COWD, 0)) {
            return true;
        }
        byte[] begin = new byte[(int) Math.min(64, file.size())];
        file.read(0, begin, 0, begin.length);
        return Descriptor.isBegin(begin);
    }

    /**
     * Opens a descriptor, a sparse extent with one inside, or a sparse extent alone.
     *
     * @return the disk without its parent
     */
    public static VmdkImage open(Source file, Neighbours neighbours) {
        if (file.has(SparseHeader.MAGIC, 0) || file.has(SparseHeader.COWD, 0)) {
            return new VmdkImage(embedded(file), List.of(sparse(file)));
        }
        if (file.size() > Descriptor.LONGEST) {
            throw new ImageException(file.name() + ": expected a descriptor of at most " + Descriptor.LONGEST
                    + " octets, found " + file.size());
        }
        Descriptor descriptor = Descriptor.read(file, 0, file.size());
        if (descriptor.parts().isEmpty()) {
            throw new ImageException(file.name() + ": expected a descriptor with extents, found none");
        }
        List<Piece> pieces = new ArrayList<>();
        try {
            long end = 0;
            for (Descriptor.Part part : descriptor.parts()) {
                pieces.add(piece(part, file, neighbours));
                end += part.length();
                if (end > 1L << 60) {
                    throw new ImageException(
                            file.name() + ": expected a smaller disk, found extents of " + end + " octets and more");
                }
            }
        } catch (ImageException broken) {
            pieces.forEach(Piece::close);
            throw broken;
        }
        file.close();
        return new VmdkImage(descriptor, pieces);
    }

    private static Descriptor embedded(Source file) {
        SparseHeader header = SparseHeader.read(file);
        return header.descriptorOffset() == 0 || header.descriptorLength() == 0
                ? new Descriptor(Map.of(), List.of())
                : Descriptor.read(file, header.descriptorOffset(), header.descriptorLength());
    }

    private static Piece sparse(Source file) {
        SparseHeader header = SparseHeader.read(file);
        return new Piece.Sparse(header.capacity(), new SparseExtent(file, header));
    }

    private static Piece piece(Descriptor.Part part, Source descriptor, Neighbours neighbours) {
        if (part.access().equals("NOACCESS") || part.length() == 0) {
            throw new ImageException(descriptor.name() + ": expected extents that can be read, found " + part.access()
                    + " \"" + part.file() + "\" of " + part.length() + " octets");
        }
        return switch (part.type()) {
            case "ZERO" -> new Piece.Zero(part.length());
            case "FLAT", "VMFS" -> flat(part, neighbours.file(part.file()));
            case "SPARSE", "VMFSSPARSE" -> {
                Source file = neighbours.file(part.file());
                yield new Piece.Sparse(part.length(), new SparseExtent(file, SparseHeader.read(file)));
            }
            default ->
                throw new ImageException(descriptor.name() + ": extents of the type " + part.type()
                        + " are not read; expected FLAT, SPARSE, ZERO, VMFS or VMFSSPARSE");
        };
    }

    private static Piece flat(Descriptor.Part part, Source file) {
        if (part.offset() > file.size() - part.length()) {
            try (file) {
                throw new ImageException(file.name() + ": expected an extent of " + part.length()
                        + " octets from offset " + part.offset() + " on, found a file of " + file.size());
            }
        }
        return new Piece.Flat(part.length(), file, part.offset());
    }

    /** Refuses a parent that has changed since this disk was made from it. */
    public void requireParent(Image parent) {
        Object found = parent.info().details().getOrDefault("cid", 0L);
        if (!found.equals(descriptor.number("parentCID"))) {
            throw new ImageException("the parent \"" + descriptor.text("parentFileNameHint", "")
                    + "\" has changed since the disk was made from it: expected CID "
                    + descriptor.text("parentCID", "") + ", found "
                    + (found instanceof Long number ? Long.toHexString(number) : "none"));
        }
    }

    @Override
    public ImageInfo info() {
        return info;
    }

    @Override
    public Extent extent(long offset) {
        int at = at(offset);
        Extent extent = pieces.get(at).extent(offset - begins[at]);
        return new Extent(offset, extent.length(), extent.kind(), extent.depth(), extent.source(), extent.position());
    }

    @Override
    public int readCompressed(long offset, byte[] octets, int from, int most) {
        int at = at(offset);
        return pieces.get(at).readCompressed(offset - begins[at], octets, from, most);
    }

    private int at(long offset) {
        int found = java.util.Arrays.binarySearch(begins, offset);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public Optional<CheckReport> check() {
        CheckReport.Findings findings = new CheckReport.Findings();
        pieces.forEach(piece -> piece.check(findings));
        long unit = info.clusterSize() == 0 ? 1 << 16 : info.clusterSize();
        return Optional.of(findings.report((size() + unit - 1) / unit));
    }

    @Override
    public void close() {
        pieces.forEach(Piece::close);
    }
}
