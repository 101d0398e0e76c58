// The reference day by the kernel's own way of working, written again by hand: hops folded into one latency, arrivals
// by blocks, first come first served resolved at arrival, counts that are upper bounds until they bite, keyed draws.
// Its calls are the kernel's very calls, and so is its checksum; the logarithm and the exponential are libm's, the faster.
// It draws when it needs a number, as one does by hand; the kernel draws for a block of callers at once.
#include "world.hpp"

#include <algorithm>
#include <cmath>

constexpr double NEVER = 1e300;
constexpr uint64_t GOLD = 0x9E3779B97F4A7C15;

static uint64_t mixed(uint64_t word) {
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
    return word ^ (word >> 31);
}

static double unit(uint64_t word) { return ((word >> 12) + 0.5) * 0x1p-52; }

static double tail(double r) {
    static const double over[] = {7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
                                  1.27045825245236838258e0,  3.64784832476320460504e0,  5.76949722146069140550e0,
                                  4.63033784615654529590e0,  1.42343711074968357734e0};
    static const double under[] = {1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
                                   1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e0,
                                   2.05319162663775882187e0,  1.0};
    double a = 0, b = 0;
    r = (r > 5 ? 5 : r) - 1.6;  // what lies beyond r = 5 has a probability of 1e-11
    for (int i = 0; i < 8; i++) a = a * r + over[i], b = b * r + under[i];
    return a / b;
}

// Wichura's algorithm AS 241.
static double normal(double p) {
    double q = p - 0.5;
    if (q < -0.425) return -tail(std::sqrt(-std::log(p)));
    if (q > 0.425) return tail(std::sqrt(-std::log(1 - p)));
    double r = 0.180625 - q * q;
    double over = 2.5090809287301226727e3 * r + 3.3430575583588128105e4;
    over = ((over * r + 6.7265770927008700853e4) * r + 4.5921953931549871457e4) * r + 1.3731693765509461125e4;
    over = ((over * r + 1.9715909503065514427e3) * r + 1.3314166789178437745e2) * r + 3.3871328727963666080e0;
    double under = 5.2264952788528545610e3 * r + 2.8729085735721942674e4;
    under = ((under * r + 3.9307895800092710610e4) * r + 2.1213794301586595867e4) * r + 5.3941960214247511077e3;
    under = (under * r + 6.8718700749205790830e2) * r + 4.2313330701600911252e1;
    return q * over / (under * r + 1);
}

struct Arrival {
    double time;
    uint64_t key;
    int origin;
};

struct Waiting {  // a call in transit, or a caller who dials again
    double time, started;
    uint64_t key;
    int origin, psap;  // no PSAP: dials again
    int attempt;
    bool overflowed;
    bool operator<(const Waiting &other) const { return time > other.time; }
};

struct Inside {
    double until;
    int firewall;
};

struct Psap {
    std::vector<double> free_at;
    std::vector<Inside> inside;
    double soonest = NEVER;
};

class Planner {
    const World &world;
    std::vector<uint64_t> keys, gap_words;
    std::vector<double> load, next, latency;
    std::vector<int> hour;
    std::vector<long> number;
    double passed[25];
    std::vector<Arrival> block, sorted;
    std::vector<int> bucket;
    std::vector<Waiting> heap;
    std::vector<Psap> psaps;
    double tokens[2], seen[2] = {0, 0}, soonest = NEVER, end = 0, window, last, scale_of_talk;
    int held[2] = {0, 0};
    Counts counts;

    void follow(int o) {  // from operational time to the time of day
        double level = load[o] / world.origins[o].per_day;
        if (level >= passed[world.hours]) {
            next[o] = NEVER;
            return;
        }
        int h = hour[o];
        while (passed[h + 1] <= level) h++;
        hour[o] = h;
        next[o] = (h + (level - passed[h]) / world.hourly[h]) * HOUR;
    }

    void gap(int o) {
        gap_words[o] += GOLD;
        load[o] -= std::log(unit(mixed(gap_words[o])));
        follow(o);
    }

    void fill() {
        double begin = end;
        end = begin + window;
        block.clear();
        for (size_t o = 0; o < next.size(); o++)
            while (next[o] < end) {
                block.push_back({next[o], mixed(keys[o] + uint64_t(++number[o]) * GOLD), int(o)});
                gap(int(o));
            }
        size_t count = block.size();
        sorted.resize(count);
        bucket.assign(count + 1, 0);
        double scale = count / (end - begin);
        auto place = [&](const Arrival &one) { return std::min(count - 1, size_t((one.time - begin) * scale)); };
        for (const Arrival &one : block) bucket[place(one) + 1]++;
        for (size_t b = 0; b < count; b++) bucket[b + 1] += bucket[b];
        for (const Arrival &one : block) sorted[bucket[place(one)]++] = one;
        for (size_t i = 1; i < count; i++) {
            Arrival one = sorted[i];
            size_t at = i;
            for (; at > 0 && sorted[at - 1].time > one.time; at--) sorted[at] = sorted[at - 1];
            sorted[at] = one;
        }
    }

    void settle(Psap &psap, double now) {
        size_t stays = 0;
        psap.soonest = NEVER;
        for (const Inside &one : psap.inside) {
            if (one.until <= now) {
                held[one.firewall]--;
                continue;
            }
            psap.soonest = std::min(psap.soonest, one.until);
            psap.inside[stays++] = one;
        }
        psap.inside.resize(stays);
    }

    void settle_over(double now) {
        soonest = NEVER;
        for (Psap &psap : psaps) {
            if (psap.soonest <= now) settle(psap, now);
            soonest = std::min(soonest, psap.soonest);
        }
    }

    static double chance(uint64_t key, int purpose, int attempt) {
        return unit(mixed(key + uint64_t(purpose + 16 * attempt) * GOLD));
    }

    void fails(double now, uint64_t key, int origin, int attempt, double again) {
        if (attempt >= MOST || chance(key, 3, attempt) >= again) {
            counts.given_up[origin]++;
            return;
        }
        double gap = -REDIAL_MEAN * std::log(chance(key, 4, attempt));
        push({now + REDIAL_MIN + gap, 0, key, origin, -1, attempt, false});
    }

    void push(const Waiting &one) {
        heap.push_back(one);
        std::push_heap(heap.begin(), heap.end());
    }

    bool admits(int f, uint64_t key, int attempt, double now) {  // as in the kernel: limits count what is lost later on
        double level = std::min(world.burst, tokens[f] + (now - seen[f]) * world.rate_per_ms);
        seen[f] = now;
        tokens[f] = level;
        if (level < 1) return false;
        tokens[f] = level - 1;
        if (held[f] >= world.sessions) {
            if (soonest <= now) settle_over(now);
            if (held[f] >= world.sessions) return false;
        }
        if (f == 0 && now >= DOWN_FROM && now < DOWN_TO) return false;
        if (chance(key, 1, attempt) < LOSS) return false;
        held[f]++;
        return true;
    }

    void dial(double now, uint64_t key, int origin, int attempt, double due) {
        counts.attempts++;
        if (!admits(world.origins[origin].firewall, key, attempt, now)) {
            counts.ended(key, origin, attempt, SILENT, -1, now, -1, -1, now);
            fails(now, key, origin, attempt, AFTER_REFUSAL);
            return;
        }
        double there = now + latency[origin];
        if (there >= due || (!heap.empty() && heap[0].time <= there))
            push({there, now, key, origin, origin, attempt, false});
        else
            arrives(there, now, key, origin, origin, attempt, false);
    }

    void arrives(double now, double started, uint64_t key, int origin, int p, int attempt, bool overflowed) {
        Psap &psap = psaps[p];
        int f = world.origins[origin].firewall;
        size_t room = size_t(world.origins[p].room);
        if (psap.inside.size() >= room && psap.soonest <= now) settle(psap, now);
        if (psap.inside.size() >= room) {
            if (overflowed) {
                held[f]--;
                counts.ended(key, origin, attempt, BUSY, p, started, -1, -1, now);
                fails(now, key, origin, attempt, AFTER_REFUSAL);
                return;
            }
            counts.overflowed++;
            push({now + OVERFLOW_LEG, started, key, origin, (p + 1) % int(psaps.size()), attempt, true});
            return;
        }
        double start = now, *free_at = psap.free_at.data();
        if (free_at[0] > now) {
            double gives_up = now - PATIENCE * std::log(chance(key, 2, attempt));
            if (gives_up < free_at[0]) {
                counts.ended(key, origin, attempt, ABANDONED, p, started, now, -1, gives_up);
                enter(psap, f, gives_up);
                fails(gives_up, key, origin, attempt, AFTER_ABANDONING);
                return;
            }
            start = free_at[0];
        }
        double ends = start + scale_of_talk * std::exp(SIGMA * normal(unit(mixed(key))));
        counts.ended(key, origin, attempt, p == origin ? ANSWERED : ELSEWHERE, p, started, now, start, ends);
        size_t at = 0, child = 1, size = psap.free_at.size();
        while (child < size) {
            if (child + 1 < size && free_at[child + 1] < free_at[child]) child++;
            if (free_at[child] >= ends) break;
            free_at[at] = free_at[child];
            at = child;
            child = 2 * at + 1;
        }
        free_at[at] = ends;
        enter(psap, f, ends);
    }

    void enter(Psap &psap, int f, double until) {
        psap.inside.push_back({until, f});
        if (until < psap.soonest) psap.soonest = until;
        if (until < soonest) soonest = until;
    }

  public:
    Planner(const World &given, uint64_t seed) : world(given), counts(given.origins.size()) {
        size_t count = given.origins.size();
        double total = 0;
        passed[0] = 0;
        for (int h = 0; h < 24; h++) passed[h + 1] = passed[h] + given.hourly[h];
        load.resize(count), next.resize(count), hour.resize(count), number.resize(count), psaps.resize(count);
        for (size_t o = 0; o < count; o++) {
            const Origin &one = given.origins[o];
            keys.push_back(mixed(mixed(seed ^ GOLD) + (o + 1) * 0xD1B54A32D192ED03));
            gap_words.push_back(keys[o] ^ 0x8CB92BA72F3D8DD7);
            latency.push_back(one.legs[0] + one.legs[1] + one.legs[2] + one.legs[3]);
            psaps[o].free_at.resize(one.positions);
            psaps[o].inside.reserve(one.room);
            total += one.per_day;
            gap(int(o));
        }
        window = std::min(HOUR, std::max(30000.0, 4000 * 24 * HOUR / total));
        last = given.hours * HOUR;
        tokens[0] = tokens[1] = given.burst;
        scale_of_talk = TALK * std::exp(-SIGMA * SIGMA / 2);
    }

    Counts run() {
        while (end < last) {
            fill();
            for (size_t at = 0; at <= sorted.size();) {
                double due = at < sorted.size() ? sorted[at].time : end;
                if (!heap.empty() && heap[0].time <= due) {
                    happens(due);
                    continue;
                }
                if (at == sorted.size()) break;
                const Arrival &one = sorted[at++];
                counts.callers++;
                counts.called[one.origin]++;
                dial(one.time, one.key, one.origin, 1, at < sorted.size() ? sorted[at].time : end);
            }
        }
        while (!heap.empty()) happens(NEVER);
        return counts;
    }

  private:
    void happens(double due) {
        Waiting one = heap[0];
        std::pop_heap(heap.begin(), heap.end());
        heap.pop_back();
        if (one.psap < 0)
            dial(one.time, one.key, one.origin, one.attempt + 1, due);
        else
            arrives(one.time, one.started, one.key, one.origin, one.psap, one.attempt, one.overflowed);
    }
};

int main(int count, char **given) { return timed<Planner>(count, given); }
