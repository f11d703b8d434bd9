package io.gyre.publisher.retain;

import java.io.IOException;

/** What must happen before something goes that is nowhere else. */
public interface Shedding {
    /** Sheds nothing. */
    Shedding NONE = verdict -> {
        throw new IOException("no shedding policy is on");
    };

    /** The right to shed one thing, while nobody publishes it. */
    interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Makes sure that nobody publishes it now, that it is still not published, and that its loss will be told.
     *
     * @throws IOException when it may not be shed now
     */
    Permit permit(Verdict verdict) throws IOException;
}
