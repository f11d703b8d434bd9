package io.gyre.sinks.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files that are being written in turns; a few stay open, those used last. */
final class OpenFiles implements AutoCloseable {
    private static final int MOST = 64;

    private final Map<Path, FileChannel> channels = new LinkedHashMap<>(MOST, 0.75f, true);

    /** Puts bytes into a file that exists, from {@code fileOffset} on. */
    void write(Path file, long fileOffset, ByteBuffer bytes) throws IOException {
        FileChannel channel = channel(file);
        long at = fileOffset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    @Override
    public void close() throws IOException {
        List<FileChannel> open = new ArrayList<>(channels.values());
        channels.clear();
        for (FileChannel channel : open) {
            channel.close();
        }
    }

    private FileChannel channel(Path file) throws IOException {
        FileChannel channel = channels.get(file);
        if (channel == null) {
            if (channels.size() == MOST) {
                Iterator<FileChannel> oldest = channels.values().iterator();
                FileChannel leastUsed = oldest.next();
                oldest.remove();
                leastUsed.close();
            }
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            channels.put(file, channel);
        }
        return channel;
    }
}
