// The reference day as somebody writes it by hand for speed: one loop over one heap, each leg of a call an event.
// Four children a node, calls in a pool, one generator (xoshiro256++, Blackman and Vigna 2019), libm.
#include "world.hpp"

#include <cmath>

enum Kind : uint32_t { NEXT, GATEWAY, FIREWALL, PROXY, AT_PSAP, GIVES_UP, ENDS, REDIALS };

struct Event {
    double time;
    uint32_t what, turn;  // call or origin in 29 bits and the kind; the turn tells a timer that no longer counts
};

struct Call {
    double talk, started, delivered, answered;
    uint64_t key;
    int origin, psap, attempt, before, after;
    uint32_t turn;
    bool overflowed;
};

struct Psap {
    int busy = 0, inside = 0, first = -1, last = -1;
};

class Loop {
    const World &world;
    uint64_t word[4];
    double kept = 0;
    bool keeps = false;
    std::vector<Event> heap;
    std::vector<Call> calls;
    std::vector<int> spare;
    std::vector<Psap> psaps;
    std::vector<double> into;
    std::vector<int> hour;
    double tokens[2], seen[2] = {0, 0}, now = 0;
    int sessions[2] = {0, 0};
    Counts counts;

    static uint64_t turned(uint64_t x, int by) { return (x << by) | (x >> (64 - by)); }

    double chance() {
        uint64_t given = turned(word[0] + word[3], 23) + word[0], t = word[1] << 17;
        word[2] ^= word[0], word[3] ^= word[1], word[1] ^= word[2], word[0] ^= word[3], word[2] ^= t;
        word[3] = turned(word[3], 45);
        return ((given >> 12) + 0.5) * 0x1p-52;
    }

    double exponential() { return -std::log(chance()); }

    double normal() {
        if (keeps) {
            keeps = false;
            return kept;
        }
        double x, y, r;
        do {
            x = 2 * chance() - 1, y = 2 * chance() - 1, r = x * x + y * y;
        } while (r >= 1 || r == 0);
        double scale = std::sqrt(-2 * std::log(r) / r);
        kept = y * scale, keeps = true;
        return x * scale;
    }

    void push(double time, uint32_t id, Kind kind, uint32_t turn = 0) {
        size_t at = heap.size();
        heap.emplace_back();
        while (at > 0) {
            size_t up = (at - 1) >> 2;
            if (heap[up].time <= time) break;
            heap[at] = heap[up];
            at = up;
        }
        heap[at] = {time, id << 3 | kind, turn};
    }

    Event pop() {
        Event first = heap[0], last = heap.back();
        heap.pop_back();
        size_t size = heap.size(), at = 0, child = 1;
        if (size == 0) return first;
        while (child < size) {
            size_t best = child, end = child + 4 < size ? child + 4 : size;
            for (size_t other = child + 1; other < end; other++)
                if (heap[other].time < heap[best].time) best = other;
            if (heap[best].time >= last.time) break;
            heap[at] = heap[best];
            at = best;
            child = 4 * at + 1;
        }
        heap[at] = last;
        return first;
    }

    void next_caller(int o) {
        double gap = exponential(), per_day = world.origins[o].per_day;
        while (gap > (1 - into[o]) * per_day * world.hourly[hour[o]]) {
            gap -= (1 - into[o]) * per_day * world.hourly[hour[o]];
            hour[o]++, into[o] = 0;
            if (hour[o] == world.hours) return;
        }
        into[o] += gap / (per_day * world.hourly[hour[o]]);
        push((hour[o] + into[o]) * HOUR, o, NEXT);
    }

    void dial(int c) {
        counts.attempts++;
        calls[c].attempt++;
        calls[c].overflowed = false;
        calls[c].started = now;
        push(now + world.origins[calls[c].origin].legs[0], c, GATEWAY);
    }

    void call(int o) {
        counts.callers++;
        counts.called[o]++;
        int c;
        if (spare.empty()) {
            c = int(calls.size());
            calls.emplace_back();
        } else {
            c = spare.back();
            spare.pop_back();
        }
        static const double mu = std::log(TALK) - SIGMA * SIGMA / 2;
        double talk = std::exp(mu + SIGMA * normal());
        calls[c] = {talk, now, -1, -1, uint64_t(counts.callers), o, o, 0, -1, -1, calls[c].turn, false};
        dial(c);
    }

    void ended(int c, Outcome outcome, int psap) {
        Call &one = calls[c];
        counts.ended(one.key, one.origin, one.attempt, outcome, psap, one.started, one.delivered, one.answered, now);
    }

    void fails(int c, double again, Outcome outcome, int psap) {
        ended(c, outcome, psap);
        calls[c].delivered = -1;
        if (calls[c].attempt < MOST && chance() < again) {
            push(now + REDIAL_MIN + REDIAL_MEAN * exponential(), c, REDIALS);
        } else {
            counts.given_up[calls[c].origin]++;
            spare.push_back(c);
        }
    }

    bool admits(int f) {
        if (f == 0 && now >= DOWN_FROM && now < DOWN_TO) return false;
        if (chance() < LOSS) return false;
        double level = tokens[f] + (now - seen[f]) * world.rate_per_ms;
        tokens[f] = level < world.burst ? level : world.burst;
        seen[f] = now;
        if (tokens[f] < 1) return false;
        tokens[f] -= 1;
        if (sessions[f] >= world.sessions) return false;
        sessions[f]++;
        return true;
    }

    void begins(int c, Psap &psap) {
        psap.busy++;
        calls[c].answered = now;
        push(now + calls[c].talk, c, ENDS);
    }

    void arrives(int c) {
        Call &one = calls[c];
        const Origin &there = world.origins[one.psap];
        Psap &psap = psaps[one.psap];
        if (psap.inside >= there.room) {
            if (one.overflowed) {
                sessions[world.origins[one.origin].firewall]--;
                fails(c, AFTER_REFUSAL, BUSY, one.psap);
                return;
            }
            counts.overflowed++;
            one.overflowed = true;
            one.psap = (one.origin + 1) % int(psaps.size());
            push(now + OVERFLOW_LEG, c, AT_PSAP);
            return;
        }
        psap.inside++;
        one.delivered = now;
        if (psap.busy < there.positions) {
            begins(c, psap);
            return;
        }
        one.before = psap.last, one.after = -1;
        (psap.last < 0 ? psap.first : calls[psap.last].after) = c;
        psap.last = c;
        push(now + PATIENCE * exponential(), c, GIVES_UP, ++one.turn);
    }

    void leaves_queue(int c, Psap &psap) {
        Call &one = calls[c];
        one.turn++;
        (one.before < 0 ? psap.first : calls[one.before].after) = one.after;
        (one.after < 0 ? psap.last : calls[one.after].before) = one.before;
    }

    void is_out(int c, Psap &psap) {
        psap.inside--;
        sessions[world.origins[calls[c].origin].firewall]--;
    }

  public:
    Loop(const World &given, uint64_t seed) : world(given), counts(given.origins.size()) {
        for (uint64_t &one : word) {  // splitmix64
            uint64_t z = (seed += 0x9E3779B97F4A7C15);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            one = z ^ (z >> 31);
        }
        size_t count = given.origins.size();
        psaps.resize(count), into.resize(count), hour.resize(count);
        tokens[0] = tokens[1] = given.burst;
        heap.reserve(8 * count + 1024), calls.reserve(1024), spare.reserve(1024);
    }

    Counts run() {
        for (size_t o = 0; o < psaps.size(); o++) next_caller(int(o));
        while (!heap.empty()) {
            Event event = pop();
            now = event.time;
            int c = int(event.what >> 3);
            switch (Kind(event.what & 7)) {
            case NEXT:
                call(c);
                next_caller(c);
                break;
            case REDIALS:
                dial(c);
                break;
            case GATEWAY:
                push(now + world.origins[calls[c].origin].legs[1], c, FIREWALL);
                break;
            case FIREWALL:
                if (admits(world.origins[calls[c].origin].firewall))
                    push(now + world.origins[calls[c].origin].legs[2], c, PROXY);
                else
                    fails(c, AFTER_REFUSAL, SILENT, -1);
                break;
            case PROXY:
                calls[c].psap = calls[c].origin;
                push(now + world.origins[calls[c].origin].legs[3], c, AT_PSAP);
                break;
            case AT_PSAP:
                arrives(c);
                break;
            case GIVES_UP: {
                if (event.turn != calls[c].turn) break;
                Psap &psap = psaps[calls[c].psap];
                leaves_queue(c, psap);
                is_out(c, psap);
                fails(c, AFTER_ABANDONING, ABANDONED, calls[c].psap);
                break;
            }
            case ENDS: {
                Psap &psap = psaps[calls[c].psap];
                ended(c, calls[c].psap == calls[c].origin ? ANSWERED : ELSEWHERE, calls[c].psap);
                psap.busy--;
                is_out(c, psap);
                spare.push_back(c);
                if (psap.first >= 0) {
                    int next = psap.first;
                    leaves_queue(next, psap);
                    begins(next, psap);
                }
                break;
            }
            }
        }
        return counts;
    }
};

int main(int count, char **given) { return timed<Loop>(count, given); }
