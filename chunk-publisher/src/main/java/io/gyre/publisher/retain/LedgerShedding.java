package io.gyre.publisher.retain;

import io.gyre.publisher.error.LedgerException;
import io.gyre.publisher.ledger.LineLedger;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sheds a chunk while its line's ledger is held, so that no publisher of this machine is at it; its loss is noted before. */
public final class LedgerShedding implements Shedding {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerShedding.class);

    private final PublishedChunks chunks;
    private final ShedNotices notices;

    public LedgerShedding(PublishedChunks chunks, ShedNotices notices) {
        this.chunks = chunks;
        this.notices = notices;
    }

    @Override
    public Permit permit(Verdict verdict) throws IOException {
        LineLedger ledger = chunks.ledgerOf(verdict.holding());
        LineLedger.Hold hold;
        try {
            hold = ledger.hold();
        } catch (LedgerException e) {
            throw new IOException(e.getMessage(), e);
        }
        try {
            if (ledger.chunk(verdict.holding().number()) != null) {
                throw new IOException("it has been published meanwhile");
            }
            notices.add(ledger.line(), verdict);
            return () -> {
                hold.close();
                retryNotice();
            };
        } catch (IOException | RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    private void retryNotice() {
        try {
            notices.flush();
        } catch (IOException e) {
            // The next shedding fails then: no second loss before the first is noted.
            LOG.error("a notice cannot be written: {}", e.toString());
        }
    }
}
