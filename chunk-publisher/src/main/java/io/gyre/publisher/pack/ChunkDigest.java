package io.gyre.publisher.pack;

import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.Xxh128;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The digest of a chunk's content, independent of how it is cut into segments:
 * <pre>
 * XXH3-128 of File* Directory*                                   each in the order of the paths
 * File      := 'f'  pathBytes:i32  path:UTF-8  size:i64  XXH3-128 of the file:16 bytes     numbers big-endian
 * Directory := 'd'  pathBytes:i32  path:UTF-8
 * </pre>
 *
 * <p>Versions before took SHA-256 for both; the digest's length tells.
 */
final class ChunkDigest {
    private final Xxh128.Running digest = Xxh128.running();

    private ChunkDigest() {}

    static Xxh128 of(List<FileRef> files, List<String> emptyFolders) {
        var chunk = new ChunkDigest();
        for (FileRef file : files) {
            chunk.addPath('f', file.path());
            chunk.add(ByteBuffer.allocate(Long.BYTES).putLong(file.size()).array());
            chunk.add(file.digest().toBytes());
        }
        for (String folder : emptyFolders) {
            chunk.addPath('d', folder);
        }
        return chunk.digest.finish();
    }

    private void addPath(char kind, String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        add(new byte[]{ (byte) kind});
        add(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        add(bytes);
    }

    private void add(byte[] bytes) {
        digest.update(bytes, 0, bytes.length);
    }
}
