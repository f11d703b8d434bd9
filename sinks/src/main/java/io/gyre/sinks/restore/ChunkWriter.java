package io.gyre.sinks.restore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.gyre.sinks.DurableFiles;
import io.gyre.sinks.restore.RestoreException.Kind;
import io.gyre.wire.ContentDigest;
import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.seal.OpenSegment;
import io.gyre.wire.seal.Piece;

/**
 * Builds a chunk's folder under a hidden name beside its place, and moves it there once every byte is checked. A folder that is in its
 * place is complete. What a crash leaves behind is cleared by the next try.
 */
final class ChunkWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 << 10;

    private final ChunkPlan plan;
    private final Path building;
    private final OpenFiles files = new OpenFiles();

    /** Begins anew: makes the folders and, empty yet, all files. */
    ChunkWriter(ChunkPlan plan) throws IOException {
        this.plan = plan;
        this.building = plan.target().resolveSibling(".restoring-" + plan.target().getFileName());
        DurableFiles.deleteTree(building);
        DurableFiles.createFolders(building);
        for (String folder : plan.folders()) {
            Files.createDirectories(building.resolve(folder));
        }
        for (String file : plan.files().keySet()) {
            Files.createFile(building.resolve(file));
        }
    }

    /** {@return whether the chunk is in its place}; a folder there with other files than the manifest's is an error */
    static boolean isRestored(ChunkPlan plan) throws IOException, RestoreException {
        if (!Files.isDirectory(plan.target())) {
            return false;
        }
        for (FileRef file : plan.files().values()) {
            long size = sizeOf(plan.target().resolve(file.path()));
            if (size != file.size()) {
                throw new RestoreException(Kind.FOLDER_DIFFERS,
                        plan.target() + " is there already, but its " + file.path()
                                + (size < 0 ? " is missing" : " has " + size + " bytes, not " + file.size())
                                + "; move that folder away, or restore elsewhere");
            }
        }
        try (Stream<Path> all = Files.walk(plan.target())) {
            long files = all.filter(Files::isRegularFile).count();
            if (files != plan.files().size()) {
                throw new RestoreException(Kind.FOLDER_DIFFERS, plan.target() + " is there already, but has " + files
                        + " files, not " + plan.files().size() + "; move that folder away, or restore elsewhere");
            }
        }
        return true;
    }

    /** Puts a segment's pieces into their files. */
    void write(OpenSegment segment) throws IOException, RestoreException {
        for (Piece piece : segment.pieces()) {
            check(piece, segment);
            files.write(building.resolve(piece.path()), piece.fileOffset(),
                    ByteBuffer.wrap(piece.buffer(), piece.offset(), piece.length()));
        }
    }

    /** Checks every file and moves the folder to its place. */
    void finish() throws IOException, RestoreException {
        files.close();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (FileRef file : plan.files().values()) {
            check(file, buffer);
        }
        DurableFiles.forceTree(building);
        DurableFiles.rename(building, plan.target());
    }

    /** Takes away what was built and not finished. */
    @Override
    public void close() throws IOException {
        files.close();
        DurableFiles.deleteTree(building);
    }

    private void check(Piece piece, OpenSegment segment) throws RestoreException {
        FileRef file = plan.files().get(piece.path());
        if (file == null) {
            throw new RestoreException(Kind.CONTRADICTION,
                    segment.id() + " holds a piece of '" + piece.path() + "', which the manifest does not list");
        }
        if (piece.fileOffset() < 0 || piece.fileOffset() > file.size() - piece.length()) {
            throw new RestoreException(Kind.CONTRADICTION,
                    segment.id() + " holds " + piece.length() + " bytes from byte "
                            + piece.fileOffset() + " on of '" + piece.path() + "', which has " + file.size()
                            + " bytes");
        }
    }

    private void check(FileRef file, byte[] buffer) throws IOException, RestoreException {
        Path path = building.resolve(file.path());
        if (Files.size(path) != file.size()) {
            throw new RestoreException(Kind.FILE_DIFFERS,
                    "'" + file.path() + "' has " + Files.size(path) + " bytes, not "
                            + file.size() + ": the segments do not hold all of it");
        }
        ContentDigest.Running digest = file.digest().restart();
        try (InputStream in = Files.newInputStream(path)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        ContentDigest found = digest.finish();
        if (!found.equals(file.digest())) {
            throw new RestoreException(Kind.FILE_DIFFERS,
                    "'" + file.path() + "' has the " + found.algorithm() + " " + found + ", not " + file.digest());
        }
    }

    private static long sizeOf(Path file) throws IOException {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : -1;
        } catch (NoSuchFileException gone) {
            return -1;
        }
    }
}
