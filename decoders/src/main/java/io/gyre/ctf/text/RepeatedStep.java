package io.gyre.ctf.text;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.text.bytes.Memo;

/** Steps that together read always as many bytes, of which few different ones are expected. */
final class RepeatedStep extends TextStep {
    private final TextStep[] steps;
    private final int bytes;
    private final Memo memo;

    /** @param memo of these steps and of those of other classes that write the same */
    RepeatedStep(TextStep[] steps, int bytes, Memo memo) {
        super(new byte[0]);
        this.steps = steps;
        this.bytes = bytes;
        this.memo = memo;
    }

    @Override
    boolean run(TextPlace place) throws DataStreamException {
        if (!memo.isWorthwhile()) {
            return runAll(place);
        }
        int end = memo.put(place.in, place.from, place.out, place.at);
        if (end >= 0) {
            place.at = end;
            place.from += bytes;
            return true;
        }
        int from = place.from;
        int at = place.at;
        boolean isDone = runAll(place);
        if (isDone) {
            memo.keep(place.in, from, place.out, at, place.at);
        }
        return isDone;
    }

    private boolean runAll(TextPlace place) throws DataStreamException {
        for (TextStep step : steps) {
            if (!step.run(place)) {
                return false;
            }
        }
        return true;
    }
}
