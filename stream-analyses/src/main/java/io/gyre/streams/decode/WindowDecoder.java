package io.gyre.streams.decode;

import io.gyre.analysis.line.AnalysisSet;
import io.gyre.analysis.line.WindowFold;
import io.gyre.analysis.line.WindowPartials;
import io.gyre.chunk.Window;
import io.gyre.ctf.CtfException;
import io.gyre.wire.WorkItem;
import io.gyre.wire.seal.age.AgeIdentity;
import java.io.IOException;
import java.util.List;

/** From a work item to partials. Thread-safe; the fetcher that it is given belongs to the calling thread. */
public final class WindowDecoder {
    private final AnalysisSet analyses;
    private final WindowFold fold;
    private final List<? extends AgeIdentity> identities;

    public WindowDecoder(AnalysisSet analyses, WindowFold fold, List<? extends AgeIdentity> identities) {
        this.analyses = analyses;
        this.fold = fold;
        this.identities = List.copyOf(identities);
    }

    /**
     * Decodes one window. A segment that is lost, damaged or sealed for others costs what is in it, metadata that cannot be read its
     * trace, a chunk whose segment 0 cannot be opened the chunk; each counts as a gap.
     *
     * @throws IOException when segments cannot be fetched now; the item is not to blame
     */
    public DecodedWindow decode(WorkItem item, SegmentFetcher fetcher) throws IOException, CtfException {
        var window = new Window(item.afterNs(), item.upToNs());
        var inputs = new WindowInputs(item, new SegmentLoader(fetcher, identities));
        WindowPartials partials = fold.fold(window, inputs::open, inputs::damaged, inputs::failed);
        if (inputs.lostChunks() > 0) {
            partials = partials.after(analyses, analyses.gap(inputs.lostChunks()));
        }
        return new DecodedWindow(partials.withGaps(analyses, inputs.gaps()), inputs.findings());
    }
}
