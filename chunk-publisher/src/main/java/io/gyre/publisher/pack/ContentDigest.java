package io.gyre.publisher.pack;

import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * The digest of a chunk's content, independent of how it is cut into segments:
 * <pre>
 * SHA-256 of  File* Directory*                                   each in the order of the paths
 * File      := 'f'  pathBytes:i32  path:UTF-8  size:i64  SHA-256 of the file:32 bytes      numbers big-endian
 * Directory := 'd'  pathBytes:i32  path:UTF-8
 * </pre>
 */
final class ContentDigest {
    private ContentDigest() {}

    static Sha256 of(List<FileRef> files, List<String> emptyFolders) {
        MessageDigest digest = Sha256.newDigest();
        for (FileRef file : files) {
            addPath(digest, 'f', file.path());
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(file.size()).flip());
            digest.update(file.sha256().toBytes());
        }
        for (String folder : emptyFolders) {
            addPath(digest, 'd', folder);
        }
        return Sha256.wrap(digest.digest());
    }

    private static void addPath(MessageDigest digest, char kind, String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        digest.update((byte) kind);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
