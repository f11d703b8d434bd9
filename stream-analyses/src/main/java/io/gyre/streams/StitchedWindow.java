package io.gyre.streams;

import io.gyre.wire.FleetShare;
import io.gyre.wire.LineId;
import io.gyre.wire.Result;
import java.util.List;

/**
 * A window more of a line, with all results that it made known, of the line and of what it adds to its fleet.
 *
 * @param endsLine whether nothing of the line follows
 */
record StitchedWindow(LineId line, long chunkId, boolean endsLine, List<Result> results, List<FleetShare> shares) {}
