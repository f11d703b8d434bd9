/** ALERT: answers and signs of life as rules see them, alerts as records, and who has been silent for how long; the processors in the package above call them. */
@NullMarked
package io.gyre.streams.alert;

import org.jspecify.annotations.NullMarked;
