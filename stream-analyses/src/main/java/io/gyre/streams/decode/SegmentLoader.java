package io.gyre.streams.decode;

import io.gyre.wire.LineId;
import io.gyre.wire.SealException;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.seal.OpenSegment;
import io.gyre.wire.seal.SegmentReader;
import io.gyre.wire.seal.age.AgeIdentity;
import java.io.IOException;
import java.util.List;

/** Fetches a segment, verifies it, opens it. */
record SegmentLoader(SegmentFetcher fetcher, List<? extends AgeIdentity> identities) {

    OpenSegment open(LineId line, SegmentRef segment) throws SealException, SegmentLostException, IOException {
        return SegmentReader.open(fetcher.fetch(segment), line, segment, identities, fetcher.nameOf(segment));
    }
}
