@NullMarked
package io.gyre.publisher.ledger;

import org.jspecify.annotations.NullMarked;
