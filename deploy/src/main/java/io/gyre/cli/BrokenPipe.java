package io.gyre.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** stdout cannot be written: its reader went away, which is no failure of the command. */
final class BrokenPipe extends IOException {
    private static final long serialVersionUID = 1L;

    private BrokenPipe(IOException cause) {
        super("nobody reads stdout any more", cause);
    }

    /** {@return whether this is why something failed} */
    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BrokenPipe) {
                return true;
            }
        }
        return false;
    }

    /** {@return a stream that tells a reader who went away from other failures} */
    static OutputStream watch(OutputStream stream) {
        return new FilterOutputStream(stream) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                try {
                    out.write(bytes, offset, length);
                } catch (IOException e) {
                    throw "Broken pipe".equals(e.getMessage()) ? new BrokenPipe(e) : e;
                }
            }

            @Override
            public void write(int value) throws IOException {
                write(new byte[]{ (byte) value}, 0, 1);
            }
        };
    }
}
