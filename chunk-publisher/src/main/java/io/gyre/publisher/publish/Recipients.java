package io.gyre.publisher.publish;

import io.gyre.wire.SealException;
import io.gyre.wire.seal.KeyFolder;
import io.gyre.wire.seal.age.AgeRecipient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whom segments are sealed for. Asked at the beginning of each chunk, so that all segments of a chunk open with the same keys. */
public sealed interface Recipients {
    /** {@return at least one recipient} */
    List<AgeRecipient> now();

    /** {@return recipients that stay the same} */
    static Recipients of(List<AgeRecipient> recipients) {
        return new Fixed(recipients);
    }

    /** {@return those of a folder's file {@value KeyFolder#RECIPIENTS}, which is read again when it changes; it must be sound now} */
    static Recipients in(KeyFolder keys) throws IOException, SealException {
        return new InFile(keys, keys.recipients());
    }

    /** Given once. */
    record Fixed(List<AgeRecipient> now) implements Recipients {
        public Fixed {
            now = List.copyOf(now);
            if (now.isEmpty()) {
                throw new IllegalArgumentException("segments without a recipient could never be opened");
            }
        }
    }

    /** Read again when the file changes. A file that cannot be used is told once, and those before stay. Not thread-safe. */
    final class InFile implements Recipients {
        private static final Logger LOG = LoggerFactory.getLogger(Recipients.class);

        private final KeyFolder keys;
        private final Path file;
        private List<AgeRecipient> recipients;
        private @Nullable Stamp seen;

        private record Stamp(FileTime modified, long size, @Nullable Object key) {}

        private InFile(KeyFolder keys, List<AgeRecipient> recipients) {
            this.keys = keys;
            this.file = keys.path().resolve(KeyFolder.RECIPIENTS);
            this.recipients = recipients;
            this.seen = stamp();
        }

        @Override
        public List<AgeRecipient> now() {
            Stamp stamp = stamp();
            if (stamp == null || !stamp.equals(seen)) {
                if (stamp != null || seen != null) {
                    read();
                }
                seen = stamp;
            }
            return recipients;
        }

        private void read() {
            try {
                List<AgeRecipient> fresh = keys.recipients();
                if (!fresh.equals(recipients)) {
                    LOG.info("{} has changed: sealing for {} recipients from now on", file, fresh.size());
                }
                recipients = fresh;
            } catch (IOException | SealException e) {
                LOG.warn("{} has changed and cannot be used, so the {} recipients read before stay: {}", file,
                        recipients.size(), e.toString());
            }
        }

        private @Nullable Stamp stamp() {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            } catch (IOException e) {
                return null;
            }
        }
    }
}
